#pragma once
// LinkDialog: what packets meet on the wire while it flows: a delay, a rate and a queue, from a list of usual links or by hand.

#include "model/base/Link.h"

#include <QDialog>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QSpinBox;

namespace lab {

class LinkDialog : public QDialog
{
    Q_OBJECT

public:
    explicit LinkDialog(const Link& now, QWidget* parent);

    Link link() const; ///< as it stands in the fields

private:
    void build();
    void choosePreset(int index);
    void fill(const Link& link);
    void changed();

    QComboBox* m_preset = nullptr;
    QDoubleSpinBox *m_delay = nullptr, *m_rate = nullptr;
    QSpinBox* m_queue = nullptr;
    QLabel* m_line = nullptr; ///< the command that it comes to
};

} // namespace lab
