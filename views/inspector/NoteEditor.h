#pragma once
// NoteEditor: a field for a person's note on one event. Not modal: the lab goes on beside it.

#include "views/shared/Theme.h"

#include <QFrame>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace lab {

class NoteEditor : public QFrame
{
    Q_OBJECT

public:
    explicit NoteEditor(QWidget* parent = nullptr);

    /// Opens with the text there is, and takes the keyboard. `event`: index into the journal.
    void open(std::size_t event, const QString& text);
    void setTheme(const Theme& theme);

signals:
    void written(qulonglong event, const QString& text); ///< empty: the note is to be taken back
    void closing(); ///< either way; the keyboard is to go elsewhere

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void retranslate();
    void finish(bool keep);

    QLabel* m_title;
    QPlainTextEdit* m_text;
    QPushButton *m_keep, *m_cancel;
    std::size_t m_event = 0;
};

} // namespace lab
