<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>EventText</name>
        <message numerus="yes">
            <source>%n time(s) while held</source>
            <translation>
                <numerusform>%n time while held</numerusform>
                <numerusform>%n times while held</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>HostCard</name>
        <message numerus="yes">
            <source>and %n more free</source>
            <translation>
                <numerusform>and %n more free</numerusform>
                <numerusform>and %n more free</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Inspector</name>
        <message numerus="yes">
            <source>%n byte(s)</source>
            <translation>
                <numerusform>%n byte</numerusform>
                <numerusform>%n bytes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>frame, %n byte(s)</source>
            <translation>
                <numerusform>frame, %n byte</numerusform>
                <numerusform>frame, %n bytes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n time(s) while held</source>
            <translation>
                <numerusform>%n time while held</numerusform>
                <numerusform>%n times while held</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n segment(s)</source>
            <translation>
                <numerusform>%n segment</numerusform>
                <numerusform>%n segments</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LessonView</name>
        <message numerus="yes">
            <source>%n minute(s)</source>
            <translation>
                <numerusform>%n minute</numerusform>
                <numerusform>%n minutes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n step(s)</source>
            <translation>
                <numerusform>%n step</numerusform>
                <numerusform>%n steps</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n step(s) went differently on your kernel.</source>
            <translation>
                <numerusform>%n step went differently on your kernel.</numerusform>
                <numerusform>%n steps went differently on your kernel.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SequenceTexts</name>
        <message numerus="yes">
            <source>sent again %n times while held</source>
            <translation>
                <numerusform>sent again once while held</numerusform>
                <numerusform>sent again %n times while held</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SourceView</name>
        <message numerus="yes">
            <source>%n earlier call(s)</source>
            <translation>
                <numerusform>%n earlier call</numerusform>
                <numerusform>%n earlier calls</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StepList</name>
        <message numerus="yes">
            <source>%n earlier step(s)</source>
            <translation>
                <numerusform>%n earlier step</numerusform>
                <numerusform>%n earlier steps</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>WireCard</name>
        <message numerus="yes">
            <source>sent again %n times while held</source>
            <translation>
                <numerusform>sent again once while held</numerusform>
                <numerusform>sent again %n times while held</numerusform>
            </translation>
        </message>
    </context>
</TS>
