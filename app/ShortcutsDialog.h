#pragma once
// ShortcutsDialog: which key does what, from ActionCatalog, and the keys that belong to single panels.

#include <QDialog>

namespace lab {

class ShortcutsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ShortcutsDialog(QWidget* parent = nullptr);
};

} // namespace lab
