#include "tests/support/Stories.h"

#include "model/packet/Packet.h"
#include "tests/support/JournalBuilder.h"

#include <functional>

namespace lab::tests {

namespace {

using namespace TcpFlag;

constexpr auto onClient = HostId::Client;
constexpr auto onServer = HostId::Server;

/// One connection to the server's port 8080, told by the packets that cross.
class Connection
{
public:
    Connection(JournalBuilder& journal, std::uint16_t clientPort, SocketId clientSocket, SocketId serverSocket)
        : m_journal(journal)
        , m_client(clientEnd(clientPort))
        , m_clientSocket(clientSocket)
        , m_serverSocket(serverSocket)
    {
    }

    Bytes fromClient(std::uint8_t flags, std::string data = {})
    {
        const auto size = static_cast<std::uint32_t>(data.size());
        Bytes frame =
            tcpFrame({m_client, m_server, flags, m_clientSeq, flags & ack ? m_serverSeq : 0, std::move(data)});
        m_clientSeq += size + ((flags & (syn | fin)) != 0 ? 1U : 0U);
        return frame;
    }

    Bytes fromServer(std::uint8_t flags, std::string data = {})
    {
        const auto size = static_cast<std::uint32_t>(data.size());
        Bytes frame = tcpFrame({m_server, m_client, flags, m_serverSeq, m_clientSeq, std::move(data)});
        m_serverSeq += size + ((flags & (syn | fin)) != 0 ? 1U : 0U);
        return frame;
    }

    void client(SocketState state, std::uint32_t sendQueue = 0)
    {
        SocketRow row = socketRow(onClient, m_clientSocket, state, m_client, m_server);
        row.sendQueue = sendQueue;
        m_journal.socket(row);
    }

    void server(SocketState state, std::uint32_t recvQueue = 0, bool accepted = true)
    {
        SocketRow row = socketRow(onServer, m_serverSocket, state, m_server, m_client);
        row.recvQueue = recvQueue;
        if (!accepted)
            row.inode = 0;
        m_journal.socket(row);
    }

    const Endpoint& clientEndpoint() const { return m_client; }

private:
    JournalBuilder& m_journal;
    Endpoint m_client, m_server = serverEnd(8080);
    SocketId m_clientSocket, m_serverSocket;
    std::uint32_t m_clientSeq = 0x11223344, m_serverSeq = 0xfffffff0; ///< the server's numbers wrap in the story
};

void listening(JournalBuilder& journal, SocketId id, std::uint32_t waiting, std::uint32_t backlog)
{
    SocketRow row = socketRow(onServer, id, SocketState::Listen, serverEnd(8080), anyEnd());
    row.recvQueue = waiting;
    row.sendQueue = backlog;
    journal.socket(row);
}

void makeListener(JournalBuilder& journal, ActorId server, SocketId id, int backlog)
{
    CommandId command = journal.command("server: socket domain=AF_INET type=SOCK_STREAM protocol=0 as=L");
    CallId call = journal.enter(server, "socket", {number(2), number(1), number(0)});
    journal.returned(call, 3);
    journal.opened(server, {socketDescriptor(3, id)});
    journal.settled(command);
    command = journal.command("server: bind sockfd=L addr=10.9.0.2:8080");
    call = journal.enter(server, "bind", {number(3), address(serverEnd(8080)), number(16)});
    journal.returned(call, 0);
    journal.settled(command);
    command = journal.command("server: listen sockfd=L backlog=" + std::to_string(backlog));
    call = journal.enter(server, "listen", {number(3), number(backlog)});
    journal.returned(call, 0);
    listening(journal, id, 0, static_cast<std::uint32_t>(backlog));
    journal.settled(command);
}

/// socket() and a connect() whose SYN the wire holds.
CallId callOut(JournalBuilder& journal, ActorId actor, const std::string& name, SocketId id, Connection& connection,
               PacketId& syn1)
{
    CommandId command = journal.command(name + ": socket domain=AF_INET type=SOCK_STREAM protocol=0 as=C");
    CallId call = journal.enter(actor, "socket", {number(2), number(1), number(0)});
    journal.returned(call, 3);
    journal.opened(actor, {socketDescriptor(3, id)});
    journal.settled(command);
    command = journal.command(name + ": connect sockfd=C addr=10.9.0.2:8080");
    call = journal.enter(actor, "connect", {number(3), address(serverEnd(8080)), number(16)});
    connection.client(SocketState::SynSent);
    syn1 = journal.held(onClient, connection.fromClient(syn));
    journal.blocked(call, "wait_woken");
    journal.settled(command);
    return call;
}

void release(JournalBuilder& journal, PacketId packet, const std::function<void()>& consequences)
{
    const CommandId command = journal.after(900'000).command("wire: release " + std::to_string(packet));
    journal.delivered(packet);
    consequences();
    journal.settled(command);
}

Arguments acceptedFrom(const Endpoint& peer)
{
    Arguments out = written(1, address(peer));
    out.push_back(pointsTo({16, 0, 0, 0}));
    return out;
}

void acceptReturns(JournalBuilder& journal, ActorId server, CallId call, int fd, const Endpoint& peer,
                   const std::vector<Descriptor>& open)
{
    journal.returned(call, fd, 0, acceptedFrom(peer));
    journal.opened(server, open);
}

/// "Hello" from the client, received and acknowledged.
void sayHello(JournalBuilder& journal, ActorId client, ActorId server, Connection& talk)
{
    CommandId command = journal.command("client: send sockfd=C buf=Hello");
    CallId call =
        journal.enter(client, "sendto", {number(3), text("Hello"), number(5), number(0), number(0), number(0)});
    const PacketId data = journal.held(onClient, talk.fromClient(psh | ack, "Hello"));
    journal.returned(call, 5);
    talk.client(SocketState::Established, 5);
    journal.settled(command);
    PacketId answer = 0;
    release(journal, data, [&] {
        talk.server(SocketState::Established, 5);
        answer = journal.held(onServer, talk.fromServer(ack));
    });
    release(journal, answer, [&] { talk.client(SocketState::Established); });
    command = journal.command("server: recv sockfd=A len=100");
    call = journal.enter(server, "recvfrom", {number(4), pointsTo({}), number(100), number(0), number(0), number(0)});
    journal.returned(call, 5, 0, written(1, text("Hello")));
    talk.server(SocketState::Established);
    journal.settled(command);
}

/// The client closes first and keeps TIME-WAIT.
void sayGoodbye(JournalBuilder& journal, ActorId client, ActorId server, Connection& talk)
{
    CommandId command = journal.command("client: close fd=C");
    CallId call = journal.enter(client, "close", {number(3)});
    const PacketId fin1 = journal.held(onClient, talk.fromClient(fin | ack));
    journal.returned(call, 0);
    journal.opened(client, {});
    talk.client(SocketState::FinWait1);
    journal.settled(command);
    PacketId answer = 0;
    release(journal, fin1, [&] {
        talk.server(SocketState::CloseWait, 1);
        answer = journal.held(onServer, talk.fromServer(ack));
    });
    release(journal, answer, [&] { talk.client(SocketState::FinWait2); });
    command = journal.command("server: close fd=A");
    call = journal.enter(server, "close", {number(4)});
    const PacketId fin2 = journal.held(onServer, talk.fromServer(fin | ack));
    journal.returned(call, 0);
    journal.opened(server, {socketDescriptor(3, 101)});
    talk.server(SocketState::LastAck);
    journal.settled(command);
    release(journal, fin2, [&] {
        talk.client(SocketState::TimeWait);
        answer = journal.held(onClient, talk.fromClient(ack));
    });
    release(journal, answer, [&] { journal.gone(onServer, 103); });
}

} // namespace

std::vector<Event> handshakeStory()
{
    JournalBuilder journal("three-way-handshake");
    CommandId command = journal.command("lab: actor server server");
    const ActorId server = journal.actor(onServer, "server");
    journal.settled(command);
    command = journal.command("lab: actor client client");
    const ActorId client = journal.actor(onClient, "client");
    journal.settled(command);
    command = journal.command("wire: hold");
    journal.add(WireChanged {WireMode::Hold});
    journal.settled(command);
    makeListener(journal, server, 101, 3);
    const CommandId accepting = journal.command("server: accept sockfd=L as=A");
    const CallId accept = journal.enter(server, "accept", {number(3), pointsTo({}), number(0)});
    journal.blocked(accept, "inet_csk_accept");
    journal.settled(accepting);

    Connection talk(journal, 40001, 102, 103);
    PacketId packet = 0;
    const CallId connect = callOut(journal, client, "client", 102, talk, packet);
    release(journal, packet, [&] {
        talk.server(SocketState::SynRecv, 0, false);
        packet = journal.held(onServer, talk.fromServer(syn | ack));
    });
    release(journal, packet, [&] {
        talk.client(SocketState::Established);
        packet = journal.held(onClient, talk.fromClient(ack));
        journal.returned(connect, 0);
    });
    release(journal, packet, [&] {
        talk.server(SocketState::Established);
        acceptReturns(journal, server, accept, 4, talk.clientEndpoint(),
                      {socketDescriptor(3, 101), socketDescriptor(4, 103)});
    });
    sayHello(journal, client, server, talk);
    sayGoodbye(journal, client, server, talk);
    return journal.events();
}

std::vector<Event> queuesStory()
{
    JournalBuilder journal("two-queues");
    const ActorId server = journal.actor(onServer, "server");
    const ActorId actors[] = {journal.actor(onClient, "c1"), journal.actor(onClient, "c2")};
    journal.add(WireChanged {WireMode::Hold});
    makeListener(journal, server, 101, 1);
    for (std::uint16_t i = 0; i < 2; ++i) {
        const std::string name = "c" + std::to_string(i + 1);
        Connection talk(journal, static_cast<std::uint16_t>(40064 + i), 110U + i, 120U + i);
        PacketId packet = 0;
        const CallId connect = callOut(journal, actors[i], name, 110U + i, talk, packet);
        release(journal, packet, [&] {
            talk.server(SocketState::SynRecv, 0, false);
            packet = journal.held(onServer, talk.fromServer(syn | ack));
        });
        release(journal, packet, [&] {
            talk.client(SocketState::Established);
            packet = journal.held(onClient, talk.fromClient(ack));
            journal.returned(connect, 0);
        });
        release(journal, packet, [&] {
            talk.server(SocketState::Established, 0, false);
            listening(journal, 101, i + 1U, 1);
        });
    }
    const CommandId command = journal.command("server: accept sockfd=L as=A1");
    const CallId accept = journal.enter(server, "accept", {number(3), pointsTo({}), number(0)});
    acceptReturns(journal, server, accept, 4, clientEnd(40064), {socketDescriptor(3, 101), socketDescriptor(4, 120)});
    journal.socket(socketRow(onServer, 120, SocketState::Established, serverEnd(8080), clientEnd(40064)));
    listening(journal, 101, 1, 1);
    journal.settled(command);
    return journal.events();
}

std::vector<Event> datagramStory()
{
    JournalBuilder journal("udp-first-datagram");
    const ActorId server = journal.actor(onServer, "server");
    const ActorId client = journal.actor(onClient, "client");
    CommandId command = journal.command("server: socket domain=AF_INET type=SOCK_DGRAM protocol=0 as=S");
    CallId call = journal.enter(server, "socket", {number(2), number(2), number(0)});
    journal.returned(call, 3);
    journal.opened(server, {socketDescriptor(3, 201, 2)});
    journal.settled(command);
    command = journal.command("server: bind sockfd=S addr=10.9.0.2:5000");
    call = journal.enter(server, "bind", {number(3), address(serverEnd(5000)), number(16)});
    SocketRow row = socketRow(onServer, 201, SocketState::Close, serverEnd(5000), anyEnd());
    row.protocol = 17;
    journal.socket(row);
    journal.returned(call, 0);
    journal.settled(command);
    command = journal.command("client: socket domain=AF_INET type=SOCK_DGRAM protocol=0 as=C");
    call = journal.enter(client, "socket", {number(2), number(2), number(0)});
    journal.returned(call, 3);
    journal.opened(client, {socketDescriptor(3, 202, 2)});
    journal.settled(command);
    command = journal.command("client: sendto sockfd=C buf=Hello dest_addr=10.9.0.2:5000");
    call = journal.enter(client, "sendto",
                         {number(3), text("Hello"), number(5), number(0), address(serverEnd(5000)), number(16)});
    SocketRow sender = socketRow(onClient, 202, SocketState::Close, anyEnd(40123), anyEnd());
    sender.protocol = 17;
    journal.socket(sender);
    const PacketId packet = journal.sent(onClient, udpFrame(clientEnd(40123), serverEnd(5000), "Hello"));
    journal.delivered(packet);
    row.recvQueue = 768;
    journal.socket(row);
    journal.returned(call, 5);
    journal.settled(command);
    command = journal.command("server: recvfrom sockfd=S len=100");
    call =
        journal.enter(server, "recvfrom", {number(3), pointsTo({}), number(100), number(0), pointsTo({}), number(16)});
    Arguments out = written(1, text("Hello"));
    out.resize(6);
    out[4] = address(clientEnd(40123));
    journal.returned(call, 5, 0, std::move(out));
    row.recvQueue = 0;
    journal.socket(row);
    journal.settled(command);
    return journal.events();
}

std::vector<Event> stackStory(const std::string& folder)
{
    JournalBuilder journal;
    const ActorId server = journal.actor(HostId::Server, "server", "./server");
    const SourcePlace take {folder + "/net.c", 2, "take", 0x1010}, reply {folder + "/net.c", 7, "reply", 0x1010};
    CallEntered recv {1, server, 4701, {}, "recvfrom", {number(3), pointsTo({}), number(100), number(0), number(0), number(0)}, take};
    journal.add(recv);
    journal.add(CallStack {1,
                           {{{"./socket/recv.c", 28, "recv", 0x7f01}, false, "libc.so.6"},
                            {take, true, "server"},
                            {reply, false, "server"},
                            {{"", 0, "", 0x7f02}, false, "libc.so.6"},
                            {{folder + "/main.c", 5, "main", 0x1020}, false, "server"}},
                           true});
    journal.add(CallStopped {1, false});
    return journal.events();
}

} // namespace lab::tests
