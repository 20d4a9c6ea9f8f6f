#include "app/RecordingGrowth.h"

#include "app/LiveSockets.h"
#include "views/shared/Turn.h"

#include <QFileInfo>
#include <QPointer>

#include <algorithm>
#include <cerrno>

namespace lab {

namespace {

/// At once, so that the window stays alive while a whole file comes.
constexpr std::size_t mostAtOnce = 512 * 1024;

/// Of a file that is there already: a few thousand events, so that nobody waits for the window.
constexpr std::size_t slice = 128 * 1024;

/// inotify tells of every write on this machine, but not of those that another one makes to a shared folder (inotify(7)).
constexpr int lookMs = 1000;

} // namespace

RecordingGrowth::RecordingGrowth(Journal& journal, OpenedFile file)
    : m_journal(journal)
    , m_kind(Kind::File)
    , m_name(QString::fromStdString(file.path))
    , m_stream(file.stream ? std::move(*file.stream) : RecordingStream(file.path))
    , m_file(std::move(file.file))
    , m_ahead(std::move(file.ahead))
    , m_watcher(std::make_unique<QFileSystemWatcher>(QStringList {m_name}))
    , m_behind(file.behind)
{
    connect(m_watcher.get(), &QFileSystemWatcher::fileChanged, this, &RecordingGrowth::readFile);
    connect(&m_look, &QTimer::timeout, this, &RecordingGrowth::readFile);
    connect(&m_next, &SliceTimer::timeout, this, &RecordingGrowth::readFile);
    m_look.start(lookMs);
    m_next.start(); // it may have grown before it was watched
    if (m_ahead)
        m_ahead->tell([this] { QMetaObject::invokeMethod(this, [this] { m_next.start(); }, Qt::QueuedConnection); });
}

RecordingGrowth::RecordingGrowth(Journal& journal, UniqueFd pipe, const QString& name)
    : m_journal(journal)
    , m_kind(Kind::Pipe)
    , m_name(name)
    , m_stream(name.toStdString())
    , m_pipe(std::move(pipe))
{
    watchPipe(m_pipe.get());
}

RecordingGrowth::RecordingGrowth(Journal& journal, CaptureProcess process, std::uint64_t mostBytes, std::unique_ptr<LiveSockets> sockets)
    : m_journal(journal)
    , m_kind(Kind::Interface)
    , m_name(QString::fromStdString(process.command().interface))
    , m_stream(process.command().interface)
    , m_process(std::move(process))
    , m_sockets(std::move(sockets))
    , m_mostBytes(mostBytes)
{
    if (m_sockets) {
        connect(m_sockets.get(), &LiveSockets::written, this, &RecordingGrowth::append);
        connect(m_sockets.get(), &LiveSockets::over, this, &RecordingGrowth::pipeEnded);
    }
    watchPipe(m_process->fd());
}

RecordingGrowth::~RecordingGrowth() = default;

void RecordingGrowth::watchPipe(int fd)
{
    m_notifier = std::make_unique<QSocketNotifier>(fd, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &RecordingGrowth::readPipe);
}

void RecordingGrowth::stop()
{
    if (!m_active)
        return;
    if (m_process) {
        m_process->stop(); // its pipe then ends
        return;
    }
    end({}, false);
}

void RecordingGrowth::abandon()
{
    disconnect();
    if (m_active)
        end({}, false);
    m_process.reset();
}

void RecordingGrowth::resume()
{
    if (m_kind != Kind::File || m_active || m_stream.broken() || m_file->fate() != FollowedFile::Fate::Same)
        return;
    m_active = true;
    m_look.start(lookMs);
    readFile();
}

void RecordingGrowth::skip(ByteView written)
{
    if (m_file)
        m_file->skip(written);
}

/// What has just gone into the journal, from event `before` on. May end this object: whoever hears of it may show something else.
void RecordingGrowth::tell(std::size_t before, const Status& taken)
{
    const QPointer<RecordingGrowth> here(this);
    if (m_journal.size() > before)
        emit grew(before);
    if (here && m_active && !taken)
        end(tr("%1 is damaged %2; what came before it is shown.").arg(m_name, QString::fromStdString(taken.error().message)), true);
}

void RecordingGrowth::append(const Bytes& blocks)
{
    const std::size_t before = m_journal.size();
    const auto fed = m_journal.feed(blocks);
    tell(before, fed ? Status(Nothing {}) : fed.error());
}

void RecordingGrowth::take(Bytes bytes)
{
    m_bytes += bytes.size();
    const QPointer<RecordingGrowth> here(this);
    const std::size_t before = m_journal.size();
    if (m_sockets)
        append(m_sockets->take(bytes));
    else
        tell(before, m_stream.take(std::move(bytes), m_journal));
    if (here && m_active && m_sockets && broken())
        append(m_sockets->finish()); // what waited for others
    if (here && m_active && broken())
        end(damage(), true);
}

bool RecordingGrowth::broken() const
{
    return m_sockets ? m_sockets->join().broken() : m_stream.broken();
}

QString RecordingGrowth::damage() const
{
    if (m_sockets)
        return QString::fromStdString(m_sockets->join().unreadable().empty() ? m_sockets->join().damage().message : m_sockets->join().unreadable());
    const std::string& unreadable = m_stream.unreadable();
    return QString::fromStdString(unreadable.empty() ? m_stream.damage(m_journal.size()).message : unreadable);
}

void RecordingGrowth::readFile()
{
    if (!m_next.isActive() && readSlice())
        m_next.start();
}

/// false: nothing more is there now, or this object is gone.
bool RecordingGrowth::readSlice()
{
    if (!m_active)
        return false;
    if (m_ahead)
        return takeRead();
    auto bytes = m_file->read(m_behind ? slice : mostAtOnce);
    const QPointer<RecordingGrowth> here(this);
    if (!bytes) {
        end(QString::fromStdString(bytes.error().message), true);
        return false;
    }
    if (!bytes->empty()) {
        take(std::move(*bytes));
        return here && m_active;
    }
    catchUp();
    if (here && m_active && m_file->fate() != FollowedFile::Fate::Same)
        end(fateText(), true);
    return false;
}

void RecordingGrowth::catchUp()
{
    if (std::exchange(m_behind, false))
        emit caughtUp();
}

bool RecordingGrowth::takeRead()
{
    const auto until = Turn::until(std::chrono::milliseconds(2)); // whoever is told reads it, too
    const std::size_t before = m_journal.size();
    bool more = true;
    while (more && Turn::Clock::now() < until) {
        auto part = m_ahead->next();
        more = part.has_value();
        if (more)
            m_journal.take(std::move(*part));
    }
    const QPointer<RecordingGrowth> here(this);
    if (m_journal.size() > before)
        emit grew(before);
    if (!here || !m_active || !m_ahead || !m_ahead->over())
        return here && m_active && more;
    if (const auto error = m_ahead->error()) {
        end(QString::fromStdString(error->message), true);
        return false;
    }
    endReadAhead();
    if (m_stream.broken())
        end(damage(), true);
    return here && m_active; // it may have grown since
}

/// Reading goes on here, behind what was read.
void RecordingGrowth::endReadAhead()
{
    if (!m_ahead)
        return;
    m_ahead->stop();
    while (auto part = m_ahead->next())
        m_journal.take(std::move(*part));
    m_file.emplace(std::move(m_ahead->file()));
    m_stream = std::move(m_ahead->stream());
    m_ahead.reset();
}

void RecordingGrowth::readToEnd()
{
    const QPointer<RecordingGrowth> here(this);
    if (m_ahead) {
        const std::size_t before = m_journal.size();
        while (auto part = m_ahead->waitForNext())
            m_journal.take(std::move(*part));
        if (m_journal.size() > before)
            emit grew(before);
    }
    while (here && m_behind && readSlice()) { }
}

int RecordingGrowth::percent() const
{
    const qint64 size = std::max<qint64>(QFileInfo(m_name).size(), 1);
    const std::uint64_t read = m_ahead ? m_ahead->offset() : m_file->offset();
    return static_cast<int>(std::min<std::uint64_t>(read * 100 / static_cast<std::uint64_t>(size), 100));
}

void RecordingGrowth::readPipe()
{
    if (!m_active)
        return;
    Bytes bytes;
    bool ended = false;
    if (m_process) {
        bytes = m_process->read();
        ended = m_process->ended();
    } else {
        // One read after a poll does not block; O_NONBLOCK would be set for whoever else has this pipe, too (fcntl(2)).
        bytes.resize(mostAtOnce);
        const auto count = ::read(m_pipe.get(), bytes.data(), bytes.size());
        ended = count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN);
        bytes.resize(static_cast<std::size_t>(std::max<std::ptrdiff_t>(count, 0)));
    }
    const QPointer<RecordingGrowth> here(this);
    if (!bytes.empty())
        take(std::move(bytes));
    if (!here || !m_active)
        return;
    if (m_process && m_mostBytes > 0 && m_bytes >= m_mostBytes && !std::exchange(m_full, true))
        m_process->stop();
    if (ended)
        pipeEnded();
}

void RecordingGrowth::pipeEnded()
{
    if (m_sockets && !m_sockets->isOver()) {
        leavePipe();
        return m_sockets->end(); // and then again
    }
    const QPointer<RecordingGrowth> here(this);
    const std::size_t before = m_journal.size();
    if (m_sockets)
        append(m_sockets->finish());
    else
        tell(before, m_stream.finish(m_journal));
    if (!here || !m_active)
        return;
    if (!m_process)
        return end(damage(), !damage().isEmpty());
    if (const std::string report = m_process->endReport(); !report.empty())
        return end(tr("The capture on %1 has ended: %2").arg(m_name, QString::fromStdString(report)), true);
    const std::uint64_t dropped = m_process->dropped();
    QString said = m_full ? tr("The capture on %1 has ended: its limit of %2 MB is reached.").arg(m_name).arg(m_mostBytes / 1'000'000)
                          : tr("The capture on %1 has ended.").arg(m_name);
    if (dropped > 0)
        said += QLatin1Char(' ') + tr("The kernel had no room for %n packets; they are missing.", nullptr, static_cast<int>(dropped));
    end(said, dropped > 0);
}

QString RecordingGrowth::fateText() const
{
    switch (m_file->fate()) {
    case FollowedFile::Fate::Truncated:
    case FollowedFile::Fate::Rewritten:
        return m_journal.readsAgain()
            ? tr("%1 was begun anew by another program. Of the packets that it had before, the bytes are gone.").arg(m_name)
            : tr("%1 was begun anew by another program. What it had before is still shown.").arg(m_name);
    case FollowedFile::Fate::Replaced:
        return tr("Another file has taken the place of %1. What the old one had is still shown.").arg(m_name);
    case FollowedFile::Fate::Removed:
        return tr("%1 was removed. What it had is still shown.").arg(m_name);
    case FollowedFile::Fate::Same:
        break;
    }
    return {};
}

void RecordingGrowth::end(const QString& sentence, bool problem)
{
    m_active = false;
    endReadAhead();
    m_look.stop();
    m_next.stop();
    if (m_process)
        m_process->stop();
    if (m_sockets)
        m_sockets->abandon();
    leavePipe();
    const QPointer<RecordingGrowth> here(this);
    catchUp();
    if (here)
        emit over(sentence, problem);
}

void RecordingGrowth::leavePipe()
{
    if (!m_notifier)
        return;
    m_notifier->setEnabled(false); // this may be its own signal
    m_notifier.release()->deleteLater();
}

} // namespace lab
