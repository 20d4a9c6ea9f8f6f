<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Inspector</name>
    <message numerus="yes">
        <source>%n packet(s) may wait</source>
        <translation>
            <numerusform>%n packet may wait</numerusform>
            <numerusform>%n packets may wait</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SequenceView</name>
    <message numerus="yes">
        <source>sent again %n times while held</source>
        <translation>
            <numerusform>sent again once while held</numerusform>
            <numerusform>sent again %n times while held</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n programs</source>
        <translation>
            <numerusform>%n program</numerusform>
            <numerusform>%n programs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StageView</name>
    <message numerus="yes">
        <source>sent again %n times, next in %1</source>
        <translation>
            <numerusform>sent again once, next in %1</numerusform>
            <numerusform>sent again %n times, next in %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimelineView</name>
    <message numerus="yes">
        <source>%n segments</source>
        <translation>
            <numerusform>%n segment</numerusform>
            <numerusform>%n segments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes here: %1 to %2</source>
        <translation>
            <numerusform>%n change here: %1 to %2</numerusform>
            <numerusform>%n changes here: %1 to %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>one of %n in this pixel</source>
        <translation>
            <numerusform>one of %n in this pixel</numerusform>
            <numerusform>one of %n in this pixel</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lab::BuffersCanvas</name>
    <message numerus="yes">
        <source>%n on the wire</source>
        <translation>
            <numerusform>%n on the wire</numerusform>
            <numerusform>%n on the wire</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in this pixel</source>
        <translation>
            <numerusform>%n in this pixel</numerusform>
            <numerusform>%n in this pixel</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lab::ConversationsView</name>
    <message numerus="yes">
        <source>%n conversation(s)</source>
        <translation>
            <numerusform>%n conversation</numerusform>
            <numerusform>%n conversations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lab::DiagramTableDialog</name>
    <message numerus="yes">
        <source>%n rows</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lab::HostCard</name>
    <message numerus="yes">
        <source>and %n more free</source>
        <translation>
            <numerusform>and %n more free</numerusform>
            <numerusform>and %n more free</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lab::MainWindow</name>
    <message numerus="yes">
        <source>The compiler has %n warnings; they are marked in the source.</source>
        <translation>
            <numerusform>The compiler has %n warning; it is marked in the source.</numerusform>
            <numerusform>The compiler has %n warnings; they are marked in the source.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 did not compile: %n errors, marked in the source.</source>
        <translation>
            <numerusform>%1 did not compile: %n error, marked in the source.</numerusform>
            <numerusform>%1 did not compile: %n errors, marked in the source.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lab::ManualWindow</name>
    <message numerus="yes">
        <source>%n pages</source>
        <translation>
            <numerusform>%n page</numerusform>
            <numerusform>%n pages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lab::RecordingGrowth</name>
    <message numerus="yes">
        <source>The kernel had no room for %n packets; they are missing.</source>
        <translation>
            <numerusform>The kernel had no room for one packet; it is missing.</numerusform>
            <numerusform>The kernel had no room for %n packets; they are missing.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lab::SequenceCanvas</name>
    <message numerus="yes">
        <source>and %n more rows in this line</source>
        <translation>
            <numerusform>and %n more row in this line</numerusform>
            <numerusform>and %n more rows in this line</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lab::SequenceFoldMenu</name>
    <message numerus="yes">
        <source>%n more programs</source>
        <translation>
            <numerusform>%n more program</numerusform>
            <numerusform>%n more programs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lab::SocketsView</name>
    <message numerus="yes">
        <source>%n sockets</source>
        <translation>
            <numerusform>%n socket</numerusform>
            <numerusform>%n sockets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lab::WireCard</name>
    <message numerus="yes">
        <source>sent again %n times while held</source>
        <translation>
            <numerusform>sent again once while held</numerusform>
            <numerusform>sent again %n times while held</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n on the way</source>
        <translation>
            <numerusform>%n on the way</numerusform>
            <numerusform>%n on the way</numerusform>
        </translation>
    </message>
</context>
</TS>
