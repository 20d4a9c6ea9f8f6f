#pragma once
// CallForm: the arguments of one call as a form, made from its row of CallTable. Constants can be chosen or typed;
// anything may be entered, also what is wrong: the kernel is to judge it. Makes a command; submits nothing.

#include "model/calls/CallTable.h"
#include "model/command/Command.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLineEdit;

namespace lab {

class CallForm : public QWidget
{
    Q_OBJECT

public:
    explicit CallForm(QWidget* parent = nullptr);

    /// The verbs that the form offers, in the order of a conversation.
    static const std::vector<std::string>& verbs();
    /// The row behind a verb: C's send() is the system call sendto with no address.
    static const CallRow* rowOf(std::string_view verb);

    void showVerb(const std::string& verb);
    void setDescriptors(const QStringList& names); ///< the program's own, newest last
    Command command(const std::string& target) const;

    QWidget* field(const QString& name) const; ///< of an argument, by its name; nullptr: none

signals:
    void changed();

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Field
    {
        std::string name;
        ArgKind kind;
        QComboBox* combo = nullptr; ///< one of the two
        QLineEdit* edit = nullptr;
    };

    void addField(std::string_view name, ArgKind kind, int level);
    void fillOptions();
    void fillDescriptors(QComboBox* combo, bool keep);
    void retranslate();
    static QString textOf(const Field& field);

    std::string m_verb;
    std::vector<Field> m_fields;
    QStringList m_descriptors;
    QFormLayout* m_layout;
    QLineEdit* m_as = nullptr;
};

} // namespace lab
