#pragma once
// CaptureDialog: which interface is captured, what of it and how much. It shows the command before it is run, or what stands
// against it and what to type; a filter that the program refuses is corrected here. Accepted once packets may come.

#include "app/CaptureCheck.h"
#include "app/CaptureInterfaces.h"
#include "app/CaptureProcess.h"

#include <QDialog>
#include <QSocketNotifier>

#include <memory>
#include <optional>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace lab {

class CaptureDialog : public QDialog
{
    Q_OBJECT

public:
    CaptureDialog(CaptureFacts facts, std::vector<CaptureInterface> interfaces, const Words& words, Language language, QWidget* parent);

    CaptureProcess takeProcess() { return std::move(*m_process); } ///< once accepted, and once

    std::uint64_t mostBytes() const; ///< of the capture
    bool withSockets() const; ///< of this machine, beside its packets
    void setWithSockets(bool on);

    void done(int result) override;

private:
    void build();
    void addLimits(QFormLayout* form);
    CaptureCommand command() const;
    void refresh();
    void start();
    void heard();
    void say(const QString& text, const char* look = "lost");

    CaptureFacts m_facts;
    std::vector<CaptureInterface> m_interfaces;
    const Words& m_words;
    Language m_language;
    std::optional<CaptureProcess> m_process;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QComboBox* m_interface = nullptr;
    QLineEdit* m_filter = nullptr;
    QCheckBox* m_sockets = nullptr;
    QSpinBox *m_packets = nullptr, *m_megabytes = nullptr;
    QLabel *m_runs = nullptr, *m_line = nullptr, *m_problem = nullptr;
    QPushButton* m_start = nullptr;
};

} // namespace lab
