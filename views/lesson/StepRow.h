#pragma once
// StepRow: one step of the list: mark, text, and for a failure what was expected and what was found.

#include "model/lesson/LessonRunner.h"
#include "views/shared/Theme.h"

#include <QWidget>

class QLabel;

namespace lab {

class StepRow : public QWidget
{
    Q_OBJECT

public:
    explicit StepRow(QWidget* parent = nullptr);

    void showStep(const QString& text, const StepResult& result, bool current, const Theme& theme);

    bool failed() const { return m_failed; }

    QString text() const; ///< mark and text, and the failure

private:
    QLabel *m_mark, *m_text, *m_failure;
    bool m_failed = false;
    QString m_key; ///< what is shown, to leave unchanged rows alone
};

} // namespace lab
