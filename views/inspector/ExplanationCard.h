#pragma once
// ExplanationCard: one explanation: a heading and a text on a card in the colour of its tone.

#include "views/inspector/Inspection.h"

#include <QFrame>

class QLabel;

namespace lab {

class ExplanationCard : public QFrame
{
    Q_OBJECT

public:
    explicit ExplanationCard(QWidget* parent = nullptr);

    void show(const Explanation& one);

private:
    QLabel* m_heading;
    QLabel* m_text;
};

} // namespace lab
