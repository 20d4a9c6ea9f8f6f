#pragma once
// TopBar: the lesson chooser and the actions used most, above the lab. It shows state and triggers actions; it starts
// nothing itself.

#include "model/base/Text.h"
#include "model/journal/Event.h"
#include "model/lesson/Lesson.h"
#include "views/shared/Theme.h"

#include <QHash>
#include <QWidget>

class QAbstractButton;
class QAction;
class QBoxLayout;
class QComboBox;
class QLabel;
class QLayout;
class QPushButton;

namespace lab {

class TopBar : public QWidget
{
    Q_OBJECT

public:
    /// `actions` by the ids of ActionCatalog.
    explicit TopBar(const QHash<QString, QAction*>& actions, QWidget* parent = nullptr);

    void setLessons(const std::vector<LessonEntry>& lessons, Language language);
    /// What the learner has done of a lesson, by its id: "✓ done".
    void setProgress(const QHash<QString, QString>& progress);
    /// What is shown: a lesson by id, "sandbox", "programs", or "" for nothing.
    void setCurrent(const QString& id);
    void setRunning(bool running);
    void setWire(std::optional<WireMode> mode, bool canChange); ///< nothing: there is no wire
    enum class Mark { None, Recorded, Opening, Following, Capturing, Watching };
    void setMark(Mark mark, int percent = 100); ///< that this is no running lab; `percent` of it were read
    void setScheme(Scheme scheme);

signals:
    void lessonChosen(const QString& path);
    void sandboxChosen();
    void programsChosen();
    void holdChosen();
    void flowChosen();

protected:
    void changeEvent(QEvent* event) override;

private:
    QPushButton* addButton(QLayout* row, const char* actionId, const QHash<QString, QAction*>& actions);
    QAbstractButton* addSegment(QBoxLayout* row, const char* name, const char* place);
    void bind(QPushButton* button, QAction* action);
    void fillChooser();
    QString titleOf(const LessonEntry& lesson) const;
    QString lineOf(const LessonEntry& lesson) const; ///< with what was done of it
    void fitList();
    void chosen(int index);
    void retranslate();

    std::vector<LessonEntry> m_lessons;
    Language m_language = Language::English;
    QHash<QString, QString> m_progress;
    QString m_current;
    QComboBox* m_chooser = nullptr;
    QLabel *m_recorded = nullptr, *m_wire = nullptr;
    QPushButton *m_next = nullptr, *m_run = nullptr, *m_stop = nullptr, *m_theme = nullptr;
    QAbstractButton *m_hold = nullptr, *m_flow = nullptr;
    bool m_running = false;
    Mark m_mark = Mark::None;
    int m_percent = 100;
    Scheme m_scheme = Scheme::Light;
};

} // namespace lab
