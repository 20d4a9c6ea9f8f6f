// InspectorView's head: the name of what is shown, and what explains it.

#include "views/inspector/ExplanationCard.h"
#include "views/inspector/InspectorView.h"
#include "views/shared/Painting.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace lab {

/// A name that is wider than the panel, as in large text, is broken into lines: nobody scrolls to and fro for it.
void InspectorView::showTitle()
{
    const QString title = m_shown.title.isEmpty() ? tr("Nothing has happened yet") : m_shown.title;
    m_title->ensurePolished(); // its font is the style's
    constexpr int most = 5; // lines; of a longer one the pointer has the rest
    const QStringList lines = linesOf(title, m_title->font(), std::max(width() - 2 * headMargin, 1), most);
    m_title->setText(lines.join(QLatin1Char('\n')));
    m_title->setToolTip(lines.last().endsWith(QChar(0x2026)) ? title : QString());
    m_title->setAccessibleName(title);
}

void InspectorView::showHeader()
{
    const bool empty = m_shown.title.isEmpty();
    showTitle();
    m_subtitle->setText(empty ? tr("Select a call, a packet or a socket anywhere: it is taken apart here.")
                              : m_shown.subtitle);
    m_subtitle->setVisible(!m_subtitle->text().isEmpty());
    m_number->setText(m_event ? tr("event %1").arg(*m_event + 1) : QString());
    m_pill->setVisible(!m_shown.pill.isEmpty());
    m_pill->setText(m_shown.pill);
    const Theme& theme = context().theme;
    const QString look =
        QStringLiteral("background: %1; color: %2; border-radius: 8px; padding: 1px 8px; font-weight: 600;")
            .arg(theme.color(m_shown.pillRole).name(), theme.color(Role::Card).name());
    if (m_pill->styleSheet() != look) // parsing one takes longer than painting the label
        m_pill->setStyleSheet(look);
}

void InspectorView::showExplanations()
{
    // Cards stay and change their texts: making and styling new ones takes longer than all else here.
    while (m_cards.size() < m_shown.explanations.size()) {
        m_cards.push_back(new ExplanationCard(m_explanations));
        m_explanationLayout->addWidget(m_cards.back());
    }
    for (std::size_t i = 0; i < m_cards.size(); ++i) {
        const bool used = i < m_shown.explanations.size();
        if (used)
            m_cards[i]->show(m_shown.explanations[i], context());
        m_cards[i]->setVisible(used);
    }
    m_explanations->setVisible(!m_shown.explanations.empty());
}

} // namespace lab
