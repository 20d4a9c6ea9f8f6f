#include "views/inspector/ExplanationCard.h"

#include "views/shared/TermMarks.h"

#include <QLabel>
#include <QVBoxLayout>

namespace lab {

namespace {

QString toneName(Explanation::Tone tone)
{
    switch (tone) {
    case Explanation::Tone::Held:
        return QStringLiteral("held");
    case Explanation::Tone::Lost:
        return QStringLiteral("lost");
    case Explanation::Tone::Plain:
        break;
    }
    return QStringLiteral("accent");
}

} // namespace

ExplanationCard::ExplanationCard(QWidget* parent)
    : QFrame(parent)
    , m_heading(new QLabel(this))
    , m_text(new QLabel(this))
{
    m_heading->setWordWrap(true);
    m_text->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(9, 6, 9, 7);
    layout->setSpacing(2);
    layout->addWidget(m_heading);
    layout->addWidget(m_text);
}

void ExplanationCard::show(const Explanation& one, const ViewContext& context)
{
    m_heading->setText(one.heading);
    m_text->setText(one.text);
    markTerms(m_text, context);
    const QString tone = toneName(one.tone);
    setLook(this, "tone", tone);
    setLook(m_heading, "look", tone);
}

} // namespace lab
