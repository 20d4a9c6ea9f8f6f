#pragma once
// LayersPage: where sockets sit in the layers, shown with the headers of a real packet: boxes in boxes, the fields of the chosen
// layer with their offsets, and its bytes lit in the frame.

#include "views/reading/LayersCanvas.h"

class QLabel;

namespace lab {

class LayersPage : public QWidget
{
    Q_OBJECT

public:
    /// `recording`: a capture that comes with the lab, for when nothing is open; empty: none.
    LayersPage(ViewContext& context, const QString& recording, QWidget* parent);

    void contextChanged();
    void refresh(); ///< playhead or selection changed, or the journal is longer
    void forget(); ///< it is another journal

    const ChosenPacket& packet() const { return m_packet; }

    void addRows(ListedTable& table) const; ///< each layer and its fields
    QStringList rowColumns() const; ///< of these rows

    QString hexText() const; ///< the frame, the chosen layer's bytes marked

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void read();
    void showPacket();
    void showLayer();
    QString titleOf(const PacketLayer& layer) const;
    QString fieldsText(const PacketLayer& layer) const;
    QString word(const std::string& key, const std::map<std::string, std::string>& values = {}) const;

    ViewContext& m_context;
    QString m_recording;
    ChosenPacket m_packet;
    std::vector<PacketLayer> m_layers;
    QString m_call; ///< that handed over its data; empty: not known
    QLabel *m_intro, *m_which, *m_layerTitle, *m_layerText, *m_fields, *m_hexTitle, *m_hex;
    LayersCanvas* m_canvas;
};

} // namespace lab
