#pragma once
// WelcomePage: what one sees first: what the lab is, what this machine allows, and where to begin. It asks; the window
// does.

#include "app/Doctor.h"
#include "views/shared/Theme.h"

#include <QList>
#include <QScrollArea>

class QGridLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace lab {

class WelcomePage : public QScrollArea
{
    Q_OBJECT

public:
    explicit WelcomePage(QWidget* parent = nullptr);

    void setLanguage(Language language);
    void setRequirements(std::vector<Requirement> requirements);
    /// Recordings shipped with the lab, shown where no lab can run: title and path.
    void setRecordings(const QList<std::pair<QString, QString>>& recordings);

signals:
    void firstLessonWanted();
    void sandboxWanted();
    void programsWanted();
    void openWanted();
    void readingWanted();
    void tourWanted();
    void recordingWanted(const QString& path);
    void checkWanted(); ///< look at the machine once more

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void retranslate();
    void fillTable();
    void fillRecordings();
    void addRemedy(int& row, const QString& remedy);
    void fitCard();

    Language m_language = Language::English;
    std::vector<Requirement> m_requirements;
    QList<std::pair<QString, QString>> m_recordings;
    QLabel *m_title = nullptr, *m_what = nullptr, *m_how = nullptr, *m_machine = nullptr, *m_verdict = nullptr;
    QLabel* m_recordedTitle = nullptr;
    QPushButton *m_first = nullptr, *m_sandbox = nullptr, *m_programs = nullptr, *m_open = nullptr, *m_reading = nullptr, *m_tour = nullptr, *m_again = nullptr;
    QWidget *m_card = nullptr, *m_table = nullptr, *m_recordingList = nullptr;
};

} // namespace lab
