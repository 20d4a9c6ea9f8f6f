#pragma once
// CallsPage: the socket calls as C has them: prototype, parameters, result, errors, and where each happens in this run.

#include "model/calls/CallSignature.h"
#include "views/shared/View.h"

#include <array>
#include <map>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QScrollArea;

namespace lab {

/// The first call of each C function in a journal, by its name: "send" for a sendto() without an address.
class FirstCalls
{
public:
    void reset();
    void follow(const Journal& journal);
    std::optional<std::size_t> of(std::string_view function) const;

private:
    std::size_t m_followed = 0;
    std::map<std::string, std::size_t, std::less<>> m_first;
};

class CallsPage : public QWidget
{
    Q_OBJECT

public:
    CallsPage(ViewContext& context, QWidget* parent);

    void contextChanged(); ///< language or theme
    void refresh(); ///< the journal has grown
    void forget(); ///< it is another one
    void show(std::string_view function);
    const CallSignature* shown() const;

signals:
    void eventWanted(quint64 event); ///< index into the journal

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void fill();
    void filter();
    void showCall();
    void showWhere();
    QString parametersText(const CallSignature& signature) const;
    QString errorsText(const CallSignature& signature) const;

    ViewContext& m_context;
    FirstCalls m_first;
    QLineEdit* m_search;
    QListWidget* m_list;
    QScrollArea* m_scroll;
    QLabel *m_prototype, *m_what, *m_parametersTitle, *m_parameters, *m_returnsTitle, *m_returns, *m_errorsTitle, *m_errors, *m_page, *m_where;
    QPushButton* m_go;
    std::optional<std::size_t> m_event;
};

} // namespace lab
