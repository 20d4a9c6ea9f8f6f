#include "app/Banner.h"

#include "views/shared/FlowLayout.h"

#include "views/shared/Theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace lab {

Banner::Banner(QWidget* parent)
    : QFrame(parent)
{
    setObjectName("banner");
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 8, 6);
    m_text = new QLabel(this);
    m_text->setObjectName("banner-text");
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    row->addWidget(m_text, 1);
    m_answers = new FlowLayout;
    row->addLayout(m_answers);
    m_close = new QToolButton(this);
    m_close->setObjectName("banner-close");
    m_close->setText(QStringLiteral("✕"));
    m_close->setProperty("flat", true);
    m_close->setFocusPolicy(Qt::StrongFocus);
    row->addWidget(m_close);
    connect(m_close, &QToolButton::clicked, this, &Banner::dismiss);
    retranslate();
    hide();
}

void Banner::say(Tone tone, const QString& text, const std::vector<Answer>& answers)
{
    dismiss();
    setLook(this, "tone", tone == Tone::Problem ? "lost" : tone == Tone::Warning ? "held" : "accent");
    m_text->setText(text);
    for (const Answer& answer : answers) {
        auto* button = new QPushButton(answer.text, this);
        m_answers->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, chosen = answer.chosen] {
            dismiss();
            if (chosen)
                chosen();
        });
    }
    show();
}

void Banner::dismiss()
{
    hide();
    m_text->clear();
    while (QLayoutItem* item = m_answers->takeAt(0)) {
        // Not at once: this may be called from the button's own signal.
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
}

QString Banner::text() const
{
    return m_text->text();
}

void Banner::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

void Banner::retranslate()
{
    setWhatsThis(tr("What the lab has to say; some messages have answers to choose from."));
    m_close->setAccessibleName(tr("Close this message"));
    m_close->setToolTip(tr("Close this message"));
}

} // namespace lab
