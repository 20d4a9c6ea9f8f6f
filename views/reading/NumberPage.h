#pragma once
// NumberPage: the socket number of 1971, taken apart bit by bit, and beside it today's endpoint of the running lab's connection
// in the same way.

#include "views/reading/BitStrip.h"

#include <array>

class QComboBox;
class QLabel;
class QLineEdit;

namespace lab {

class NumberPage : public QWidget
{
    Q_OBJECT

public:
    NumberPage(ViewContext& context, QWidget* parent);

    void contextChanged();
    void refresh(); ///< the playhead moved
    void setNumber(std::uint32_t number);

    std::uint32_t number() const { return m_number; }

    void addRows(ListedTable& table) const; ///< both numbers, field by field

signals:
    void numberChanged(); ///< one of both, or how it is divided

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void showNumber(const QLineEdit* except = nullptr);
    void typed(int base);
    void fillEndpoints();
    void showEndpoint();
    QString word(const std::string& key, const std::map<std::string, std::string>& values = {}) const;
    QStringList fieldNames(const std::vector<BitField>& fields) const;
    const NumberScheme& scheme() const;

    ViewContext& m_context;
    std::uint32_t m_number = 1027;
    QLabel *m_thenTitle, *m_then, *m_schemeLabel, *m_source, *m_reading, *m_wrong, *m_unconfirmed;
    QComboBox* m_scheme;
    std::array<QLabel*, 3> m_baseLabels {};
    std::array<QLineEdit*, 3> m_bases {}; ///< by NumberBase
    BitStrip* m_bits;
    QLabel *m_nowTitle, *m_now, *m_endpointLabel, *m_endpointReading, *m_differences;
    QComboBox* m_endpoint;
    BitStrip* m_endpointBits;
    std::vector<Endpoint> m_endpoints;
};

/// The ends that a person can look at: of the connections first, of listening sockets, then of others; each once.
std::vector<Endpoint> endpointsIn(const LabState& state);

} // namespace lab
