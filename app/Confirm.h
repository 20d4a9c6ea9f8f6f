#pragma once
// Confirm: a question that nobody says yes to by accident.

#include <QString>

class QMessageBox;

namespace lab {

/// Shows the box with these two buttons until one is pressed. Enter and Escape choose `no`.
bool confirmed(QMessageBox& box, const QString& yes, const QString& no);

} // namespace lab
