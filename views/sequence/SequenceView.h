#pragma once
// SequenceView: the conversation so far as a sequence diagram: program, kernel, kernel, program; time runs downwards. On
// request with a bar: a filter for its rows, and true time instead of equal steps. Rows can be higher and lower, lifelines folded.

#include "views/shared/View.h"

#include <QStringList>

class QCheckBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace lab {

class SequenceCanvas;

class SequenceView : public View
{
    Q_OBJECT
    Q_PROPERTY(QString filter READ filterText WRITE setFilterText) // for these a picture asks
    Q_PROPERTY(bool trueTime READ trueTime WRITE setTrueTime)
    Q_PROPERTY(qlonglong nsPerRow READ nsPerRow WRITE setNsPerRow)
    Q_PROPERTY(double rowZoom READ rowZoom WRITE setRowZoom)
    Q_PROPERTY(QStringList folded READ folded WRITE setFolded)

public:
    SequenceView(ViewContext& context, QWidget* parent);

    void beginFilter(); ///< shows its line, with the keyboard
    void leaveFilter(); ///< everything is shown again
    QString filterText() const;
    void setFilterText(const QString& text);

    bool trueTime() const;
    void setTrueTime(bool on);

    qlonglong nsPerRow() const; ///< where there is true time
    void setNsPerRow(qlonglong ns);

    double rowZoom() const; ///< 1: rows as high as texts ask for
    void setRowZoom(double zoom);
    void zoomRows(int steps); ///< > 0: higher
    void showWholeRecording(); ///< all rows in sight

    QStringList folded() const; ///< as "programs 1"; numbers of lanes and hosts
    void setFolded(const QStringList& all);
    void chooseFolds(); ///< a menu, with the keyboard

    void contextChanged() override;

    QSize pictureSize(int width, std::size_t from = 0) const override;
    std::unique_ptr<DiagramTable> table() override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildBar();
    QToolButton* button(const char* name, const QString& sign);
    void retranslate();
    void filterEdited();
    void showParts();
    void tell();
    QString counted() const;
    QString misunderstood() const; ///< a sentence; empty: the filter is right

    SequenceCanvas* m_canvas;
    QWidget *m_bar, *m_filterPart;
    QLineEdit* m_words;
    QLabel *m_count, *m_scale;
    QCheckBox* m_timed;
    QToolButton *m_leave, *m_less, *m_more;
    bool m_filtering = false;
    std::size_t m_told = 0; ///< rows that the diagram had when that was last said
};

} // namespace lab
