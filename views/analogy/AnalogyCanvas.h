#pragma once
// AnalogyCanvas: paints one analogy at the playhead and takes keys and mouse.

#include "views/analogy/AnalogyPicture.h"

#include <QWidget>

#include <optional>

namespace lab {

enum class AnalogyKind : std::uint8_t { Telephone, Pipe, Stack };
inline constexpr int analogyKinds = 3;

class AnalogyCanvas : public QWidget
{
    Q_OBJECT

public:
    AnalogyCanvas(ViewContext& context, QWidget* parent);

    void refresh(); ///< playhead, selection, language or theme changed
    void setKind(AnalogyKind kind);

    AnalogyKind kind() const { return m_kind; }

    Talk talk() const; ///< what the sentences are about
    AnalogyPicture arranged(double width) const;
    std::unique_ptr<DiagramTable> table() const; ///< the scene that is painted

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void arrange();
    void describe();
    void select(const Mark& mark);
    void move(int step);
    bool isChosen(const Mark& mark) const;
    void paintMark(QPainter& painter, const Mark& mark) const;
    void paintPhone(QPainter& painter, const Mark& mark) const;
    void paintTank(QPainter& painter, const Mark& mark) const;
    void paintTube(QPainter& painter, const Mark& mark) const;

    ViewContext& m_context;
    AnalogyKind m_kind = AnalogyKind::Telephone;
    AnalogyFonts m_fonts;
    AnalogyPicture m_picture; ///< for the width that the canvas has
};

} // namespace lab
