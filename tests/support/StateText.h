#pragma once
// StateText: what views read of a state, as one text that can be compared.

#include "model/lab/LabState.h"

#include <QString>

namespace lab::tests {

inline QString stateText(const LabState& state)
{
    QString text = QStringLiteral("%1 %2 %3").arg(state.applied()).arg(state.now().ns).arg(state.held().size());
    for (const HostId host : {HostId::Client, HostId::Server}) {
        for (const SocketRow& row : state.host(host).sockets)
            text += QStringLiteral(" %1:%2").arg(row.socket).arg(static_cast<int>(row.state));
    }
    for (const ActorState& actor : state.actors()) {
        for (const ThreadState& thread : actor.threads) {
            if (thread.call)
                text += QStringLiteral(" %1/%2").arg(thread.call->entered.call).arg(static_cast<int>(thread.call->phase));
        }
    }
    for (const PacketState& packet : state.packets()) {
        text += QStringLiteral(" %1 %2 %3").arg(packet.packet).arg(packet.sentAt.ns).arg(QString::fromStdString(packet.name));
        text += packet.retransmission ? QStringLiteral(" again") : QString();
        if (packet.base)
            text += QStringLiteral(" -%1-%2").arg(packet.base->seq).arg(packet.base->ack);
    }
    return text;
}

} // namespace lab::tests
