#pragma once
// SourceView: the line that each program is at, in its own source where that is known. A built-in actor has none; its
// calls so far are written as the C program that would make them, one line a call, with what came back. Choosing a line
// selects its (newest) call everywhere. What the compiler said about a file is marked at its lines, also when it did not
// compile and there is no program.

#include "views/shared/View.h"
#include "views/source/ActorProgram.h"
#include "views/source/SourceFile.h"

class QComboBox;
class QLabel;

namespace lab {

class CodeView;
class CompilerMessageList;
class StopBar;

class SourceView : public View
{
    Q_OBJECT

public:
    explicit SourceView(ViewContext& context, QWidget* parent = nullptr);

    void contextChanged() override;

    QString code() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void retranslate();
    void refresh();
    void refreshActors();
    void showProgram();
    void showUncompiled(const std::string& file);
    void showMarks(const std::string& file); ///< what the compiler said about it; empty: nothing
    bool showFile(const ActorState& actor); ///< false: no call of it has a place in a file that is there
    void showCalls(const ActorState& actor);
    std::optional<SourcePlace> selectedPlace() const;
    QString fileNote(const ActorState& actor, const SourcePlace& place) const;
    QString actorTitle(const ActorState& actor) const;
    void showSelected(); ///< the program of the selected call, and its line
    void followSelection();
    void lineChosen(int line);
    std::optional<ActorId> chosenActor() const;
    std::optional<std::string> chosenSource() const; ///< one that did not compile
    std::optional<ActorId> newestCaller() const; ///< whose call began last
    void showActor(ActorId actor);
    QString programText(const std::vector<ProgramLine>& lines, std::size_t earlier);
    QString waitingText(const std::string& thread) const;
    QString lineText(const ProgramLine& line, int width) const;

    static constexpr std::size_t mostLines = 300; ///< older calls are counted, not listed

    ActorProgram m_program;
    SourceFile m_source;
    std::optional<ActorId> m_shownActor;
    SourcePlace m_shownPlace; ///< what the note below the code says
    bool m_showsSelected = false; ///< it is the selection's, not where the program is
    std::string m_shownFile; ///< empty: calls written as C
    std::vector<std::size_t> m_lineEvents; ///< text line → event; npos for lines that are no call
    std::vector<ActorId> m_shownActors;
    std::vector<std::string> m_shownSources; ///< that did not compile; behind the programs
    bool m_choosing = false;
    bool m_pinned = false; ///< the person chose a program; do not follow the newest call

    QLabel* m_label;
    QComboBox* m_actors;
    QLabel* m_note;
    CodeView* m_code;
    CompilerMessageList* m_messages;
    StopBar* m_stops;
};

} // namespace lab
