#include "views/sandbox/CallForm.h"

#include "views/shared/Labels.h"
#include "views/shared/Theme.h"

#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>

namespace lab {

namespace {

/// What the field begins with: a call that works, to be changed.
QString presetOf(ArgKind kind, const std::string& verb)
{
    switch (kind) {
    case ArgKind::Domain:
        return QStringLiteral("AF_INET");
    case ArgKind::SocketType:
        return QStringLiteral("SOCK_STREAM");
    case ArgKind::Address:
        return QStringLiteral("10.9.0.2:8080");
    case ArgKind::Backlog:
        return QStringLiteral("3");
    case ArgKind::Buffer:
        return QStringLiteral("Hello");
    case ArgKind::Size:
        return verb == "recv" || verb == "recvfrom" || verb == "read" ? QStringLiteral("100") : QString();
    case ArgKind::ShutHow:
        return QStringLiteral("SHUT_WR");
    case ArgKind::OptLevel:
        return QStringLiteral("SOL_SOCKET");
    case ArgKind::OptName:
        return QStringLiteral("SO_REUSEADDR");
    case ArgKind::OptValue:
        return QStringLiteral("1");
    case ArgKind::FcntlCommand:
        return QStringLiteral("F_GETFL");
    case ArgKind::Milliseconds:
        return QStringLiteral("1000");
    default:
        return {};
    }
}

bool isFilledByKernel(ArgKind kind)
{
    switch (kind) {
    case ArgKind::AddressOut:
    case ArgKind::AddressLengthOut:
    case ArgKind::BufferOut:
    case ArgKind::OptValueOut:
    case ArgKind::OptLengthOut:
    case ArgKind::Pointer:
        return true;
    default:
        return false;
    }
}

bool hasConstants(ArgKind kind)
{
    return kind == ArgKind::OptName || !namedValues(kind).empty();
}

} // namespace

CallForm::CallForm(QWidget* parent)
    : QWidget(parent)
    , m_layout(new QFormLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setHorizontalSpacing(8);
    m_layout->setVerticalSpacing(4);
    m_layout->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
}

const std::vector<std::string>& CallForm::verbs()
{
    static const std::vector<std::string> list = [] {
        std::vector<std::string> made {"socket", "bind",       "listen",     "accept", "connect",     "send",
                                       "recv",   "write",      "read",       "sendto", "recvfrom",    "shutdown",
                                       "close",  "setsockopt", "getsockopt", "poll",   "getsockname", "getpeername"};
        for (const CallRow& row : callTable()) {
            const bool listed = std::find(made.begin(), made.end(), row.name) != made.end();
            if (!listed && !row.helper && !row.programsOnly)
                made.emplace_back(row.name);
        }
        std::erase_if(made, [](const std::string& verb) { return !rowOf(verb); });
        return made;
    }();
    return list;
}

const CallRow* CallForm::rowOf(std::string_view verb)
{
    return findCall(verb == "send" ? "sendto" : verb == "recv" ? "recvfrom" : verb);
}

void CallForm::showVerb(const std::string& verb)
{
    while (m_layout->rowCount() > 0)
        m_layout->removeRow(0);
    m_fields.clear();
    m_as = nullptr;
    m_verb = verb;
    const CallRow* row = rowOf(verb);
    if (!row)
        return;
    const bool noAddress = verb == "send" || verb == "recv";
    for (const ArgSpec& spec : row->args) {
        if (isFilledByKernel(spec.kind))
            continue;
        if (noAddress && (spec.kind == ArgKind::Address || spec.kind == ArgKind::AddressLength))
            continue;
        addField(spec.name, spec.kind, 0);
    }
    fillOptions();
    if (row->returnsFd) {
        m_as = new QLineEdit(this);
        setMono(m_as, -1);
        m_layout->addRow(new QLabel(this), m_as);
        connect(m_as, &QLineEdit::textChanged, this, &CallForm::changed);
    }
    retranslate();
    emit changed();
}

void CallForm::addField(std::string_view name, ArgKind kind, int level)
{
    Field field {std::string(name), kind};
    const QString preset = presetOf(kind, m_verb);
    QWidget* widget = nullptr;
    if (kind == ArgKind::Fd || hasConstants(kind)) {
        widget = field.combo = new QComboBox(this);
        field.combo->setEditable(true);
        field.combo->setInsertPolicy(QComboBox::NoInsert);
        field.combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        field.combo->setMinimumContentsLength(8);
        for (const NamedValue& value : namedValues(kind, level))
            field.combo->addItem(toQString(value.name));
        field.combo->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        field.combo->setCurrentText(preset);
        setMono(field.combo->lineEdit(), -1);
        field.combo->lineEdit()->setCursorPosition(0);
        if (kind == ArgKind::Fd)
            fillDescriptors(field.combo, false);
        connect(field.combo, &QComboBox::currentTextChanged, this, [this, kind] {
            if (kind == ArgKind::OptLevel)
                fillOptions();
            emit changed();
        });
    } else {
        widget = field.edit = new QLineEdit(preset, this);
        connect(field.edit, &QLineEdit::textChanged, this, &CallForm::changed);
    }
    setMono(widget, -1);
    widget->setAccessibleName(toQString(name));
    auto* label = new QLabel(toQString(name), this);
    label->setBuddy(widget);
    m_layout->addRow(label, widget);
    m_fields.push_back(std::move(field));
}

void CallForm::fillOptions()
{
    const auto named = [this](ArgKind kind) {
        return std::find_if(m_fields.begin(), m_fields.end(),
                            [kind](const Field& field) { return field.kind == kind; });
    };
    const auto level = named(ArgKind::OptLevel), option = named(ArgKind::OptName);
    if (level == m_fields.end() || option == m_fields.end())
        return;
    const std::string text = textOf(*level).toStdString();
    const auto number = valueOf(ArgKind::OptLevel, text);
    const QSignalBlocker quiet(option->combo);
    const QString before = option->combo->currentText();
    option->combo->clear();
    if (number) {
        for (const NamedValue& value : namedValues(ArgKind::OptName, static_cast<int>(*number)))
            option->combo->addItem(toQString(value.name));
    }
    if (option->combo->findText(before) >= 0)
        option->combo->setCurrentText(before);
}

void CallForm::fillDescriptors(QComboBox* combo, bool keep)
{
    const QSignalBlocker quiet(combo);
    const QString before = combo->currentText();
    combo->clear();
    combo->addItems(m_descriptors);
    if (keep && !before.isEmpty())
        combo->setCurrentText(before);
    else if (!m_descriptors.isEmpty())
        combo->setCurrentText(m_descriptors.last());
}

void CallForm::setDescriptors(const QStringList& names)
{
    if (names == m_descriptors)
        return;
    m_descriptors = names;
    for (Field& field : m_fields) {
        if (field.kind == ArgKind::Fd)
            fillDescriptors(field.combo, names.contains(field.combo->currentText()));
    }
    emit changed();
}

QString CallForm::textOf(const Field& field)
{
    return (field.combo ? field.combo->currentText() : field.edit->text()).trimmed();
}

Command CallForm::command(const std::string& target) const
{
    Command made {target, m_verb, {}, {}};
    for (const Field& field : m_fields) {
        // Data may begin or end with blanks; everything else is a word.
        const bool keepsBlanks = field.kind == ArgKind::Buffer;
        const QString text = keepsBlanks ? field.edit->text() : textOf(field);
        if (!text.isEmpty())
            made.named.emplace_back(field.name, text.toStdString());
    }
    if (m_as && !m_as->text().trimmed().isEmpty())
        made.named.emplace_back("as", m_as->text().trimmed().toStdString());
    return made;
}

QWidget* CallForm::field(const QString& name) const
{
    if (name == QStringLiteral("as"))
        return m_as;
    for (const Field& one : m_fields) {
        if (one.name == name.toStdString())
            return one.combo ? static_cast<QWidget*>(one.combo) : one.edit;
    }
    return nullptr;
}

void CallForm::retranslate()
{
    if (m_as) {
        if (auto* label = qobject_cast<QLabel*>(m_layout->labelForField(m_as))) {
            label->setText(tr("name it"));
            label->setBuddy(m_as);
        }
        m_as->setPlaceholderText(tr("for example C"));
        m_as->setAccessibleName(tr("Name of the new descriptor"));
    }
    for (const Field& field : m_fields) {
        const bool length = field.kind == ArgKind::AddressLength || field.kind == ArgKind::OptLength
            || field.kind == ArgKind::Size || field.kind == ArgKind::PollCount;
        if (field.edit && length)
            field.edit->setPlaceholderText(tr("the right one"));
        else if (field.edit && field.kind == ArgKind::PollFds)
            field.edit->setPlaceholderText(QStringLiteral("C:POLLIN"));
    }
}

void CallForm::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace lab
