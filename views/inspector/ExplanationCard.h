#pragma once
// ExplanationCard: one explanation: a heading and a text on a card in the colour of its tone.

#include "views/inspector/Inspection.h"
#include "views/shared/View.h"

#include <QFrame>

class QLabel;

namespace lab {

class ExplanationCard : public QFrame
{
    Q_OBJECT

public:
    explicit ExplanationCard(QWidget* parent = nullptr);

    void show(const Explanation& one, const ViewContext& context);

private:
    QLabel* m_heading;
    QLabel* m_text;
};

} // namespace lab
