#include "app/ShortcutsDialog.h"

#include "app/ActionCatalog.h"
#include "app/DialogSize.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace lab {

namespace {

void addRow(QTableWidget* table, const QString& keys, const QString& what, bool heading = false)
{
    const int row = table->rowCount();
    table->insertRow(row);
    auto* first = new QTableWidgetItem(keys);
    auto* second = new QTableWidgetItem(what);
    for (QTableWidgetItem* item : {first, second}) {
        item->setFlags(heading ? Qt::ItemIsEnabled : Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        QFont font = table->font();
        font.setBold(heading);
        item->setFont(font);
    }
    table->setItem(row, 0, first);
    table->setItem(row, 1, second);
    if (heading)
        table->setSpan(row, 0, 1, 2);
}

/// "&File" and "파일(&F)" without their mnemonics.
QString plainMenuName(ActionMenu menu)
{
    static const QRegularExpression mnemonic(QStringLiteral("\\(&.\\)|&"));
    return menuName(menu).remove(mnemonic);
}

} // namespace

ShortcutsDialog::ShortcutsDialog(QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    resize(dialogSize(*this, {560, 620}));
    auto* box = new QVBoxLayout(this);
    auto* note =
        new QLabel(tr("Space performs the next step wherever the focus is, except where Space itself is needed: "
                      "in a text field, an open list or a choice."),
                   this);
    note->setWordWrap(true);
    box->addWidget(note);
    auto* table = new QTableWidget(0, 2, this);
    table->setObjectName("shortcuts");
    table->setAccessibleName(windowTitle());
    table->setHorizontalHeaderLabels({tr("Key"), tr("What it does")});
    table->horizontalHeader()->setStretchLastSection(true);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents); // long ones go on in a second line
    table->setShowGrid(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setTabKeyNavigation(false);
    for (int menu = 0; menu < actionMenuCount; ++menu) {
        addRow(table, plainMenuName(static_cast<ActionMenu>(menu)), {}, true);
        for (const ActionRow& row : actionCatalog()) {
            if (static_cast<int>(row.menu) != menu || *row.keys == '\0')
                continue;
            QStringList keys;
            for (const QKeySequence& key : actionKeys(row))
                keys << key.toString(QKeySequence::NativeText);
            addRow(table, keys.join(QStringLiteral(", ")), actionName(row));
        }
    }
    addRow(table, tr("On the stage"), {}, true);
    addRow(table, tr("Up, Down"), tr("On the wire: choose a held packet"));
    addRow(table, tr("Enter"), tr("Release the chosen packet"));
    addRow(table, tr("Delete"), tr("Drop the chosen packet"));
    addRow(table, tr("Insert"), tr("Copy the chosen packet"));
    addRow(table, tr("In the panels"), {}, true);
    addRow(table, tr("Tab, Shift+Tab"), tr("To the next or previous control"));
    addRow(table, tr("Enter"), tr("Press the button in focus; give the answer to a question"));
    addRow(table, tr("Up, Down, Ctrl+Page Up, Ctrl+Page Down, Home, End"),
           tr("Walk through events in the diagram and the table"));
    addRow(table, tr("Left, Right"), tr("Move on the playback bar"));
    addRow(table, tr("While presenting"), {}, true);
    addRow(table, tr("Escape, F5, F11"), tr("Leave the presentation"));
    addRow(table, tr("Ctrl+Tab, Ctrl+Shift+Tab"), tr("The next or the previous diagram"));
    addRow(table, tr("any key"), tr("End the black screen"));
    table->resizeColumnToContents(0);
    table->setColumnWidth(0, std::min(table->columnWidth(0), width() * 2 / 5)); // what a key does needs more than its name
    box->addWidget(table);
    auto* close = new QPushButton(tr("Close"), this);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    box->addWidget(close, 0, Qt::AlignRight);
}

} // namespace lab
