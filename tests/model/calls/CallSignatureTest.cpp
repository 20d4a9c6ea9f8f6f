#include "model/calls/CallSignature.h"

#include "model/calls/CallTable.h"
#include "model/words/Words.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSet>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace lab;

class CallSignatureTest : public QObject
{
    Q_OBJECT

private:
    /// A declaration as the type of a pointer to it: int (*check)(int sockfd, int backlog)
    static QByteArray pointerTo(const CallSignature& signature)
    {
        QByteArray text = QByteArray::fromStdString(prototypeOf(signature));
        text.chop(1);
        const QByteArray name(signature.function.data(), static_cast<qsizetype>(signature.function.size()));
        const qsizetype at = text.indexOf(' ' + name + '(') + 1;
        return text.left(at) + "(*check_" + name + ")" + text.mid(at + name.size()) + " = &::" + name + ";\n";
    }

private slots:

    void everySocketCallOfTheTableHasASignature()
    {
        QSet<QByteArray> signedCalls;
        for (const CallSignature& signature : callSignatures())
            signedCalls << QByteArray(signature.call.data(), static_cast<qsizetype>(signature.call.size()));
        for (const CallRow& row : callTable())
            QVERIFY2(row.helper || signedCalls.contains(QByteArray(row.name.data(), static_cast<qsizetype>(row.name.size()))), row.name.data());
    }

    /// In the same order; C's functions may leave out the last ones, as send() does, and what the C library adds by itself.
    void itsParametersAreThoseOfTheTable()
    {
        for (const CallSignature& signature : callSignatures()) {
            const CallRow* row = findCall(signature.call);
            QVERIFY2(row, signature.call.data());
            const auto parameters = parametersOf(signature);
            QVERIFY2(parameters.size() <= row->args.size(), signature.function.data());
            for (std::size_t i = 0; i < parameters.size(); ++i) {
                std::string_view name = parameters[i].name;
                name = name.substr(0, name.find('['));
                QVERIFY2(name == row->args[i].name, signature.function.data());
            }
            if (signature.function == signature.call)
                for (std::size_t i = parameters.size(); i < row->args.size(); ++i)
                    QVERIFY2(row->args[i].name == "sigsetsize", signature.function.data());
        }
    }

    void everyParameterResultAndErrorIsExplainedInBothLanguages()
    {
        const auto words = Words::read(SOCKETLAB_SOURCE_DIR "/resources/words");
        QVERIFY(words);
        QSet<QString> used;
        const auto verify = [&](const std::string& section, const std::string& key) {
            QVERIFY2(words->find(section, key), key.c_str());
            used << QString::fromStdString(key);
        };
        for (const CallSignature& signature : callSignatures()) {
            for (const CallParameter& parameter : parametersOf(signature))
                verify("signatures", "parameter." + std::string(parameter.words));
            verify("signatures", "returns." + std::string(signature.returns));
            verify("calls", std::string(signature.function == "pselect" ? signature.call : signature.function));
            QVERIFY2(!errnosOf(signature).empty(), signature.function.data());
            for (const std::string_view name : errnosOf(signature))
                verify("errnos", std::string(name));
        }
        for (const auto& [key, text] : words->sections().at("signatures"))
            QVERIFY2(used.contains(QString::fromStdString(key)), key.c_str()); // nothing is explained for nobody
    }

    /// The compiler compares each with the system's own headers.
    void thePrototypesAreTheSystemsOwn()
    {
        if (QStandardPaths::findExecutable("c++").isEmpty())
            QSKIP("no C++ compiler");
        QTemporaryDir folder;
        QFile file(folder.filePath("signatures.cpp"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        for (const char* header : {"fcntl.h", "poll.h", "sys/epoll.h", "sys/ioctl.h", "sys/select.h", "sys/sendfile.h", "sys/socket.h",
                                   "sys/uio.h", "unistd.h"})
            file.write(QByteArray("#include <") + header + ">\n");
        for (const CallSignature& signature : callSignatures())
            file.write(pointerTo(signature));
        file.close();
        QProcess compiler;
        compiler.setProcessChannelMode(QProcess::MergedChannels);
        compiler.start("c++", {"-std=c++20", "-fsyntax-only", "-D_GNU_SOURCE", file.fileName()});
        QVERIFY(compiler.waitForFinished(60'000));
        QVERIFY2(compiler.exitCode() == 0, compiler.readAll());
    }

    void everyFunctionHasItsManPage()
    {
        const QDir pages("/usr/share/man/man2");
        if (!pages.exists("accept.2.gz"))
            QSKIP("the manual pages are not installed");
        for (const CallSignature& signature : callSignatures()) {
            const QString name = QString::fromUtf8(signature.function.data(), static_cast<qsizetype>(signature.function.size()));
            QVERIFY2(pages.exists(name + ".2.gz"), qPrintable(name));
        }
    }

    void aPrototypeReadsAsInTheManPage()
    {
        for (const CallSignature& signature : callSignatures()) {
            if (signature.function == "accept")
                QCOMPARE(prototypeOf(signature), std::string("int accept(int sockfd, struct sockaddr *addr, socklen_t *addrlen);"));
            if (signature.function == "fcntl")
                QCOMPARE(prototypeOf(signature), std::string("int fcntl(int fd, int cmd, ... /* arg */);"));
        }
    }
};

QTEST_APPLESS_MAIN(CallSignatureTest)
#include "CallSignatureTest.moc"
