#include "app/Confirm.h"

#include <QMessageBox>
#include <QPushButton>

namespace lab {

bool confirmed(QMessageBox& box, const QString& yes, const QString& no)
{
    const QPushButton* agree = box.addButton(yes, QMessageBox::AcceptRole);
    QPushButton* refuse = box.addButton(no, QMessageBox::RejectRole);
    box.setDefaultButton(refuse);
    box.setEscapeButton(refuse);
    box.exec();
    return box.clickedButton() == agree;
}

} // namespace lab
