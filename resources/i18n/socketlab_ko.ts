<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR" sourcelanguage="en">
<context>
    <name>ActionCatalog</name>
    <message>
        <source>Compare with another recording…</source>
        <translation>다른 기록과 비교…</translation>
    </message>
    <message>
        <source>Next difference of the comparison</source>
        <translation>비교의 다음 차이</translation>
    </message>
    <message>
        <source>Previous difference of the comparison</source>
        <translation>비교의 이전 차이</translation>
    </message>
    <message>
        <source>This diagram as a table</source>
        <translation>이 다이어그램을 표로</translation>
    </message>
    <message>
        <source>Take the tour</source>
        <translation>둘러보기</translation>
    </message>
    <message>
        <source>What is this?</source>
        <translation>이것은 무엇인가요?</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>설명서</translation>
    </message>
    <message>
        <source>Sockets of this machine…</source>
        <translation>이 컴퓨터의 소켓…</translation>
    </message>
    <message>
        <source>Save recording</source>
        <translation>기록 저장</translation>
    </message>
    <message>
        <source>Save recording as…</source>
        <translation>다른 이름으로 기록 저장…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>끝내기</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>다음 단계</translation>
    </message>
    <message>
        <source>Run / Pause</source>
        <translation>실행 / 일시 정지</translation>
    </message>
    <message>
        <source>Step client</source>
        <translation>클라이언트 한 단계</translation>
    </message>
    <message>
        <source>Step wire</source>
        <translation>전선 한 단계</translation>
    </message>
    <message>
        <source>Step server</source>
        <translation>서버 한 단계</translation>
    </message>
    <message>
        <source>Restart in a new lab</source>
        <translation>새 실습실에서 다시 시작</translation>
    </message>
    <message>
        <source>First lesson</source>
        <translation>첫 실습</translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>자유 실습</translation>
    </message>
    <message>
        <source>Hold packets / Let them flow</source>
        <translation>패킷 붙잡기 / 흘려보내기</translation>
    </message>
    <message>
        <source>Drop the next held packet</source>
        <translation>붙잡힌 다음 패킷 버리기</translation>
    </message>
    <message>
        <source>Copy the next held packet</source>
        <translation>붙잡힌 다음 패킷 복제</translation>
    </message>
    <message>
        <source>To the beginning</source>
        <translation>처음으로</translation>
    </message>
    <message>
        <source>One event back</source>
        <translation>이벤트 하나 뒤로</translation>
    </message>
    <message>
        <source>One event forward</source>
        <translation>이벤트 하나 앞으로</translation>
    </message>
    <message>
        <source>To the newest event</source>
        <translation>가장 최근 이벤트로</translation>
    </message>
    <message>
        <source>한국어 · English</source>
        <translation>한국어 · English</translation>
    </message>
    <message>
        <source>Restore the panels</source>
        <translation>패널 배치 되돌리기</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Start page and this machine</source>
        <translation>시작 화면과 이 컴퓨터</translation>
    </message>
    <message>
        <source>About Socket Lab</source>
        <translation>Socket Lab 정보</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>파일(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Lab</source>
        <translation>실습(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Wire</source>
        <translation>전선(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Playback</source>
        <translation>되돌아보기(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>보기(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>도움말(&amp;H)</translation>
    </message>
    <message>
        <source>Your own programs…</source>
        <translation>내 프로그램…</translation>
    </message>
    <message>
        <source>Watch a running program…</source>
        <translation>실행 중인 프로그램 지켜보기…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>내보내기…</translation>
    </message>
    <message>
        <source>Copy the diagram as a picture</source>
        <translation>그림으로 복사</translation>
    </message>
    <message>
        <source>One step forward, or the next step</source>
        <translation>한 단계 앞으로, 또는 다음 단계</translation>
    </message>
    <message>
        <source>One step back</source>
        <translation>한 단계 뒤로</translation>
    </message>
    <message>
        <source>Next theme</source>
        <translation>다음 테마</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>글자 크게</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>글자 작게</translation>
    </message>
    <message>
        <source>Text as large as usual</source>
        <translation>글자 크기 원래대로</translation>
    </message>
    <message>
        <source>Presentation</source>
        <translation>발표 화면</translation>
    </message>
    <message>
        <source>Black screen</source>
        <translation>검은 화면</translation>
    </message>
    <message>
        <source>Save the session as a lesson…</source>
        <translation>세션을 실습 파일로 저장…</translation>
    </message>
    <message>
        <source>Write a note on the event</source>
        <translation>이벤트에 메모 쓰기</translation>
    </message>
    <message>
        <source>Find an event…</source>
        <translation>이벤트 찾기…</translation>
    </message>
    <message>
        <source>Next found event</source>
        <translation>다음 찾은 이벤트</translation>
    </message>
    <message>
        <source>Previous found event</source>
        <translation>이전 찾은 이벤트</translation>
    </message>
    <message>
        <source>Open recording or lesson…</source>
        <translation>기록이나 실습 열기…</translation>
    </message>
    <message>
        <source>Glossary: look up a term</source>
        <translation>용어집에서 찾기</translation>
    </message>
    <message>
        <source>Reading room</source>
        <translation>읽을거리</translation>
    </message>
    <message>
        <source>Delay and rate…</source>
        <translation>지연과 속도…</translation>
    </message>
    <message>
        <source>Follow the growing file, or stop</source>
        <translation>늘어나는 파일 따라가기 / 멈추기</translation>
    </message>
    <message>
        <source>Capture an interface…</source>
        <translation>인터페이스 캡처…</translation>
    </message>
    <message>
        <source>Follow the stream of what is selected</source>
        <translation>선택한 것의 스트림 따라가기</translation>
    </message>
    <message>
        <source>Filter the sequence diagram…</source>
        <translation>시퀀스 다이어그램 걸러 보기…</translation>
    </message>
    <message>
        <source>True time in the sequence diagram, or equal steps</source>
        <translation>시퀀스 다이어그램을 실제 시간 간격 또는 같은 간격으로</translation>
    </message>
    <message>
        <source>Fold lifelines of the sequence diagram…</source>
        <translation>시퀀스 다이어그램의 생명선 접기…</translation>
    </message>
    <message>
        <source>Higher rows in the sequence diagram</source>
        <translation>시퀀스 다이어그램의 행 높이기</translation>
    </message>
    <message>
        <source>Lower rows in the sequence diagram</source>
        <translation>시퀀스 다이어그램의 행 낮추기</translation>
    </message>
    <message>
        <source>Usual rows in the sequence diagram</source>
        <translation>시퀀스 다이어그램의 행 높이 되돌리기</translation>
    </message>
    <message>
        <source>The whole recording in the sequence diagram</source>
        <translation>시퀀스 다이어그램에 기록 전체 보기</translation>
    </message>
</context>
<context>
    <name>ActionHelp</name>
    <message>
        <source>Opens a recording, a capture of another program, strace&apos;s output or a lesson file.</source>
        <translation>기록, 다른 프로그램의 캡처, strace의 출력, 실습 파일을 엽니다.</translation>
    </message>
    <message>
        <source>Shows what another program adds to the open file, or stops doing so.</source>
        <translation>다른 프로그램이 열린 파일에 덧붙이는 것을 보여 주거나 그만둡니다.</translation>
    </message>
    <message>
        <source>Saves everything that happened to a file that Wireshark can read too.</source>
        <translation>일어난 모든 일을 Wireshark도 읽을 수 있는 파일로 저장합니다.</translation>
    </message>
    <message>
        <source>Saves the recording under another name.</source>
        <translation>기록을 다른 이름으로 저장합니다.</translation>
    </message>
    <message>
        <source>Writes a diagram as a picture, or the recording as text or C programs.</source>
        <translation>다이어그램을 그림으로, 또는 기록을 텍스트나 C 프로그램으로 내보냅니다.</translation>
    </message>
    <message>
        <source>Makes a lesson file of the commands given in this session.</source>
        <translation>이 세션에서 내린 명령으로 실습 파일을 만듭니다.</translation>
    </message>
    <message>
        <source>Copies the diagram that has the keyboard to the clipboard.</source>
        <translation>키보드 초점이 있는 다이어그램을 클립보드에 복사합니다.</translation>
    </message>
    <message>
        <source>Ends Socket Lab; nothing of the lab is left behind.</source>
        <translation>Socket Lab을 끝냅니다. 실습실의 것은 아무것도 남지 않습니다.</translation>
    </message>
    <message>
        <source>Performs the next step of the lesson; in a recording it goes on to the next one.</source>
        <translation>실습의 다음 단계를 실행합니다. 기록에서는 다음 단계로 갑니다.</translation>
    </message>
    <message>
        <source>Goes forward again after looking back; at the newest event it performs the next step.</source>
        <translation>되돌아본 뒤 다시 앞으로 갑니다. 가장 최근 이벤트에서는 다음 단계를 실행합니다.</translation>
    </message>
    <message>
        <source>Performs one step after the other until you press it again.</source>
        <translation>다시 누를 때까지 단계를 하나씩 계속 실행합니다.</translation>
    </message>
    <message>
        <source>Lets the client make its next call or finish the one it is in.</source>
        <translation>클라이언트가 다음 호출을 하거나 하던 호출을 마치게 합니다.</translation>
    </message>
    <message>
        <source>Lets the oldest held packet go on to where it is addressed.</source>
        <translation>가장 오래 붙잡힌 패킷을 목적지로 보냅니다.</translation>
    </message>
    <message>
        <source>Lets the server make its next call or finish the one it is in.</source>
        <translation>서버가 다음 호출을 하거나 하던 호출을 마치게 합니다.</translation>
    </message>
    <message>
        <source>Ends this lab and begins the same in a new one.</source>
        <translation>이 실습실을 끝내고 새 실습실에서 처음부터 시작합니다.</translation>
    </message>
    <message>
        <source>Starts the first lesson: a whole conversation between a client and a server.</source>
        <translation>첫 실습을 시작합니다. 클라이언트와 서버의 대화 하나를 처음부터 끝까지 봅니다.</translation>
    </message>
    <message>
        <source>Starts a lab in which you choose every call yourself.</source>
        <translation>모든 호출을 직접 고르는 실습실을 시작합니다.</translation>
    </message>
    <message>
        <source>Compiles and starts programs of your own, to be stepped call by call.</source>
        <translation>직접 쓴 프로그램을 컴파일하고 실행하여 호출 단위로 진행합니다.</translation>
    </message>
    <message>
        <source>Watches the socket calls of a program that runs on this machine, without changing it.</source>
        <translation>이 컴퓨터에서 실행 중인 프로그램의 소켓 호출을 바꾸지 않고 지켜봅니다.</translation>
    </message>
    <message>
        <source>Lists the sockets of this machine and whose they are, and follows what changes.</source>
        <translation>이 컴퓨터의 소켓과 그 주인을 나열하고 바뀌는 것을 따라갑니다.</translation>
    </message>
    <message>
        <source>Shows the packets of a network interface as they pass.</source>
        <translation>네트워크 인터페이스를 지나는 패킷을 그때그때 보여 줍니다.</translation>
    </message>
    <message>
        <source>Holds every packet on the wire until you release it, or lets all of them cross at once.</source>
        <translation>모든 패킷을 통과시킬 때까지 전선에 붙잡거나, 모두 곧바로 지나가게 합니다.</translation>
    </message>
    <message>
        <source>Gives the wire a delay, a rate and a queue, as a long line has them.</source>
        <translation>전선에 긴 선로와 같은 지연, 속도, 큐를 줍니다.</translation>
    </message>
    <message>
        <source>Loses the oldest held packet, as a bad network does.</source>
        <translation>가장 오래 붙잡힌 패킷을 나쁜 네트워크처럼 잃어버립니다.</translation>
    </message>
    <message>
        <source>Makes a second copy of the oldest held packet.</source>
        <translation>가장 오래 붙잡힌 패킷의 사본을 하나 더 만듭니다.</translation>
    </message>
    <message>
        <source>Shows the moment before the first event.</source>
        <translation>첫 이벤트 이전의 순간을 보여 줍니다.</translation>
    </message>
    <message>
        <source>Shows the moment one event earlier; nothing is undone.</source>
        <translation>한 이벤트 이전의 순간을 보여 줍니다. 되돌려지는 것은 없습니다.</translation>
    </message>
    <message>
        <source>Shows the moment one event later.</source>
        <translation>한 이벤트 이후의 순간을 보여 줍니다.</translation>
    </message>
    <message>
        <source>Shows how the lab stood one step earlier; nothing is undone.</source>
        <translation>한 단계 이전의 실습실을 보여 줍니다. 되돌려지는 것은 없습니다.</translation>
    </message>
    <message>
        <source>Shows the newest event and follows what happens.</source>
        <translation>가장 최근 이벤트를 보여 주고 일어나는 일을 따라갑니다.</translation>
    </message>
    <message>
        <source>Writes a note of your own on the selected event; it is kept in the recording.</source>
        <translation>선택한 이벤트에 메모를 씁니다. 메모는 기록에 남습니다.</translation>
    </message>
    <message>
        <source>Switches the whole window between English and Korean.</source>
        <translation>창 전체를 영어와 한국어 사이에서 바꿉니다.</translation>
    </message>
    <message>
        <source>Switches between the light, the dark and the high-contrast theme.</source>
        <translation>밝은 테마, 어두운 테마, 고대비 테마를 번갈아 바꿉니다.</translation>
    </message>
    <message>
        <source>Makes all text one point larger.</source>
        <translation>모든 글자를 1포인트 크게 합니다.</translation>
    </message>
    <message>
        <source>Makes all text one point smaller.</source>
        <translation>모든 글자를 1포인트 작게 합니다.</translation>
    </message>
    <message>
        <source>Makes all text as large as on the rest of the desktop.</source>
        <translation>모든 글자를 데스크톱과 같은 크기로 합니다.</translation>
    </message>
    <message>
        <source>Shows one diagram on the whole screen with what the lesson says, for an audience.</source>
        <translation>청중을 위해 다이어그램 하나를 실습의 설명과 함께 전체 화면으로 보여 줍니다.</translation>
    </message>
    <message>
        <source>Makes the screen black until any key is pressed.</source>
        <translation>아무 키나 누를 때까지 화면을 검게 합니다.</translation>
    </message>
    <message>
        <source>Searches the events of the recording.</source>
        <translation>기록의 이벤트를 찾습니다.</translation>
    </message>
    <message>
        <source>Goes to the next event that was found.</source>
        <translation>찾은 다음 이벤트로 갑니다.</translation>
    </message>
    <message>
        <source>Goes to the previous event that was found.</source>
        <translation>찾은 이전 이벤트로 갑니다.</translation>
    </message>
    <message>
        <source>Shows what both ends said in the TCP conversation of what is selected.</source>
        <translation>선택한 것이 속한 TCP 대화에서 양쪽이 주고받은 내용을 보여 줍니다.</translation>
    </message>
    <message>
        <source>Shows the diagram in front as a table of words, for screen readers and for reading exact numbers. It follows the playhead.</source>
        <translation>앞에 있는 다이어그램을 글로 된 표로 보여 줍니다. 화면 낭독기로 듣거나 정확한 수를 읽을 때 씁니다. 재생 위치를 따라갑니다.</translation>
    </message>
    <message>
        <source>Brings back all panels at their first places and sizes.</source>
        <translation>모든 패널을 처음의 자리와 크기로 되돌립니다.</translation>
    </message>
    <message>
        <source>Three chapters to read beside the lab: the socket numbers of 1971, the layers of a real packet, the calls in C.</source>
        <translation>실습실 곁에서 읽는 세 장입니다. 1971년의 소켓 번호, 실제 패킷의 계층, C의 호출을 다룹니다.</translation>
    </message>
    <message>
        <source>Lists all keys.</source>
        <translation>모든 키를 나열합니다.</translation>
    </message>
    <message>
        <source>Explains a term, and finds where it happens in this run.</source>
        <translation>용어를 설명하고, 이번 실행에서 그 일이 일어난 곳을 찾아 줍니다.</translation>
    </message>
    <message>
        <source>Points at the seven most important parts of the window, in about a minute. The lab goes on meanwhile.</source>
        <translation>창에서 가장 중요한 일곱 곳을 1분쯤에 걸쳐 가리켜 보여 줍니다. 그동안에도 실습실은 계속됩니다.</translation>
    </message>
    <message>
        <source>Click anything in the window afterwards: it says what it is for.</source>
        <translation>이것을 고른 뒤 창의 아무것이나 클릭하면 무엇에 쓰는지 알려 줍니다.</translation>
    </message>
    <message>
        <source>Shows the start page, and what this machine allows.</source>
        <translation>시작 화면과 이 컴퓨터가 허용하는 것을 보여 줍니다.</translation>
    </message>
    <message>
        <source>Says which version of Socket Lab this is.</source>
        <translation>Socket Lab의 버전을 알려 줍니다.</translation>
    </message>
    <message>
        <source>The manual: how everything is used, with a search through all pages.</source>
        <translation>설명서입니다. 모든 것의 쓰는 법이 있고, 모든 쪽을 한꺼번에 찾을 수 있습니다.</translation>
    </message>
    <message>
        <source>Shows only the rows of the sequence diagram that you ask for: of a program, a call, a flag or an error.</source>
        <translation>시퀀스 다이어그램에서 프로그램, 호출, 플래그, 오류 등으로 고른 행만 보여 줍니다.</translation>
    </message>
    <message>
        <source>Puts the rows of the sequence diagram as far apart as they are in time, with long waits cut short; or at equal steps again.</source>
        <translation>시퀀스 다이어그램의 행을 실제 시간만큼 떨어뜨려 놓고 긴 기다림은 줄여 보여 줍니다. 다시 고르면 같은 간격으로 돌아갑니다.</translation>
    </message>
    <message>
        <source>Puts another recording beside the one that is shown, command by command, and marks where they differ.</source>
        <translation>지금 보이는 기록 옆에 다른 기록을 명령별로 나란히 놓고 다른 곳을 표시합니다.</translation>
    </message>
    <message>
        <source>Goes to the next place where the two compared recordings differ.</source>
        <translation>비교한 두 기록이 다른 다음 곳으로 갑니다.</translation>
    </message>
    <message>
        <source>Goes to the previous place where the two compared recordings differ.</source>
        <translation>비교한 두 기록이 다른 이전 곳으로 갑니다.</translation>
    </message>
    <message>
        <source>Lists the programs and kernels of the sequence diagram. What you choose is folded into a narrow column, or unfolded again.</source>
        <translation>시퀀스 다이어그램의 프로그램과 커널을 목록으로 보여 줍니다. 고른 것은 좁은 열로 접히고, 다시 고르면 펼쳐집니다.</translation>
    </message>
    <message>
        <source>Makes the rows of the sequence diagram higher, up to three times.</source>
        <translation>시퀀스 다이어그램의 행을 세 배까지 높입니다.</translation>
    </message>
    <message>
        <source>Makes the rows of the sequence diagram lower. Where texts no longer fit, only lines are drawn, and where several rows share a pixel, how much there is.</source>
        <translation>시퀀스 다이어그램의 행을 낮춥니다. 글자가 들어갈 자리가 없으면 선만 그리고, 여러 행이 한 픽셀에 모이면 얼마나 많은지 보여 줍니다.</translation>
    </message>
    <message>
        <source>Makes the rows of the sequence diagram as high as their texts ask for.</source>
        <translation>시퀀스 다이어그램의 행을 글자에 맞는 높이로 되돌립니다.</translation>
    </message>
    <message>
        <source>Makes the rows of the sequence diagram so low that all of them are in sight.</source>
        <translation>시퀀스 다이어그램의 행을 모두 한눈에 보일 만큼 낮춥니다.</translation>
    </message>
</context>
<context>
    <name>BuffersTable</name>
    <message>
        <source>Where</source>
        <translation>어디</translation>
    </message>
    <message>
        <source>What</source>
        <translation>무엇</translation>
    </message>
    <message>
        <source>First byte</source>
        <translation>첫 바이트</translation>
    </message>
    <message>
        <source>Last byte</source>
        <translation>끝 바이트</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>바이트 수</translation>
    </message>
    <message>
        <source>Written by send</source>
        <translation>쓴 send</translation>
    </message>
    <message>
        <source>Taken by recv</source>
        <translation>가져간 recv</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
</context>
<context>
    <name>EventText</name>
    <message>
        <source>how is not known</source>
        <translation>어떻게 끝났는지는 알 수 없음</translation>
    </message>
    <message>
        <source>program %1</source>
        <translation>프로그램 %1</translation>
    </message>
    <message>
        <source>%1 kernel</source>
        <translation>%1 커널</translation>
    </message>
    <message>
        <source>call %1</source>
        <translation>호출 %1</translation>
    </message>
    <message>
        <source>wire</source>
        <translation>전선</translation>
    </message>
    <message>
        <source>sandbox</source>
        <translation>자유 실습</translation>
    </message>
    <message>
        <source>lab</source>
        <translation>실습실</translation>
    </message>
    <message>
        <source>lab started</source>
        <translation>실습실 시작</translation>
    </message>
    <message>
        <source>%1, Linux %2</source>
        <translation>%1, Linux %2</translation>
    </message>
    <message>
        <source>%1: this kernel does not have it</source>
        <translation>%1: 이 커널에는 없음</translation>
    </message>
    <message>
        <source>setting</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>you</source>
        <translation>나</translation>
    </message>
    <message>
        <source>command</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>거절됨</translation>
    </message>
    <message>
        <source>at rest</source>
        <translation>모두 멈춤</translation>
    </message>
    <message>
        <source>notice</source>
        <translation>알림</translation>
    </message>
    <message>
        <source>program started</source>
        <translation>프로그램 시작</translation>
    </message>
    <message>
        <source>program killed</source>
        <translation>프로그램 강제 종료</translation>
    </message>
    <message>
        <source>program ended</source>
        <translation>프로그램 끝남</translation>
    </message>
    <message>
        <source>exit status %1</source>
        <translation>종료 상태 %1</translation>
    </message>
    <message>
        <source>error output</source>
        <translation>표준 오류 출력</translation>
    </message>
    <message>
        <source>output</source>
        <translation>표준 출력</translation>
    </message>
    <message>
        <source>call</source>
        <translation>호출</translation>
    </message>
    <message>
        <source>runs on</source>
        <translation>이어서 실행</translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>블로킹됨</translation>
    </message>
    <message>
        <source>returned</source>
        <translation>반환</translation>
    </message>
    <message>
        <source>descriptors</source>
        <translation>디스크립터</translation>
    </message>
    <message>
        <source>packet sent</source>
        <translation>패킷 보냄</translation>
    </message>
    <message>
        <source>packet forged</source>
        <translation>위조한 패킷</translation>
    </message>
    <message>
        <source>packet split</source>
        <translation>나눈 패킷</translation>
    </message>
    <message>
        <source>error made by the wire</source>
        <translation>전선이 만든 오류</translation>
    </message>
    <message>
        <source>lets packets flow</source>
        <translation>패킷을 흘려보냄</translation>
    </message>
    <message>
        <source>holds packets</source>
        <translation>패킷을 붙잡음</translation>
    </message>
    <message>
        <source>is cut</source>
        <translation>끊김</translation>
    </message>
    <message>
        <source>held</source>
        <translation>붙잡힘</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>도착</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>버려짐</translation>
    </message>
    <message>
        <source>copied</source>
        <translation>복제됨</translation>
    </message>
    <message>
        <source>copy of #%1</source>
        <translation>#%1의 사본</translation>
    </message>
    <message>
        <source>sent again</source>
        <translation>다시 보냄</translation>
    </message>
    <message>
        <source>socket changed</source>
        <translation>소켓 바뀜</translation>
    </message>
    <message>
        <source>new socket</source>
        <translation>새 소켓</translation>
    </message>
    <message>
        <source>socket gone</source>
        <translation>소켓 사라짐</translation>
    </message>
    <message>
        <source>counters</source>
        <translation>카운터</translation>
    </message>
    <message>
        <source>%1 × while held</source>
        <translation>붙잡혀 있는 동안 %1번</translation>
    </message>
    <message>
        <source>stopped after</source>
        <translation>호출 뒤에 멈춤</translation>
    </message>
    <message>
        <source>stopped before</source>
        <translation>호출 앞에 멈춤</translation>
    </message>
    <message>
        <source>injected</source>
        <translation>주입</translation>
    </message>
    <message>
        <source>kernel</source>
        <translation>커널</translation>
    </message>
    <message>
        <source>call stack</source>
        <translation>호출 스택</translation>
    </message>
    <message>
        <source>packet sent to itself</source>
        <translation>자신에게 보낸 패킷</translation>
    </message>
    <message>
        <source>note taken back</source>
        <translation>메모를 거둠</translation>
    </message>
    <message>
        <source>note</source>
        <translation>메모</translation>
    </message>
    <message>
        <source>on event %1</source>
        <translation>이벤트 %1에</translation>
    </message>
    <message>
        <source>link</source>
        <translation>링크</translation>
    </message>
</context>
<context>
    <name>ExampleCatalog</name>
    <message>
        <source>A greeting, the shortest</source>
        <translation>인사 한 번, 가장 짧은 예제</translation>
    </message>
    <message>
        <source>Request and answer</source>
        <translation>요청과 응답</translation>
    </message>
    <message>
        <source>An echo, one client after the other</source>
        <translation>에코, 클라이언트를 하나씩 차례로</translation>
    </message>
    <message>
        <source>An echo with a process for each client</source>
        <translation>에코, 클라이언트마다 프로세스 하나</translation>
    </message>
    <message>
        <source>Many clients in one thread: select()</source>
        <translation>스레드 하나로 여러 클라이언트: select()</translation>
    </message>
    <message>
        <source>Many clients in one thread: poll()</source>
        <translation>스레드 하나로 여러 클라이언트: poll()</translation>
    </message>
    <message>
        <source>Many clients in one thread: epoll</source>
        <translation>스레드 하나로 여러 클라이언트: epoll</translation>
    </message>
    <message>
        <source>A chat: a thread for each client</source>
        <translation>채팅, 클라이언트마다 스레드 하나</translation>
    </message>
    <message>
        <source>A server looked up by its name</source>
        <translation>이름으로 찾는 서버</translation>
    </message>
    <message>
        <source>UDP datagrams: what time is it?</source>
        <translation>UDP 데이터그램: 지금 몇 시?</translation>
    </message>
    <message>
        <source>A conversation inside TLS</source>
        <translation>TLS 안에서 나누는 대화</translation>
    </message>
</context>
<context>
    <name>ExportChoice</name>
    <message>
        <source>%1: what is in sight</source>
        <translation>%1: 지금 보이는 부분</translation>
    </message>
    <message>
        <source>The lesson as a handout</source>
        <translation>실습 인쇄 자료</translation>
    </message>
    <message>
        <source>The lesson as a handout, in both languages</source>
        <translation>실습 인쇄 자료(두 언어)</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>not known: only its parent learns it</source>
        <translation>알 수 없음: 부모 프로세스만 압니다</translation>
    </message>
    <message>
        <source>Call %1</source>
        <translation>호출 %1</translation>
    </message>
    <message>
        <source>thread %1</source>
        <translation>스레드 %1</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>소스</translation>
    </message>
    <message>
        <source>line</source>
        <translation>줄</translation>
    </message>
    <message>
        <source>function</source>
        <translation>함수</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>returned</source>
        <translation>반환</translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>블로킹됨</translation>
    </message>
    <message>
        <source>blocked since</source>
        <translation>블로킹 시작</translation>
    </message>
    <message>
        <source>waits in</source>
        <translation>기다리는 곳</translation>
    </message>
    <message>
        <source>Why does it wait?</source>
        <translation>왜 기다릴까?</translation>
    </message>
    <message>
        <source>about to run</source>
        <translation>실행 직전</translation>
    </message>
    <message>
        <source>running</source>
        <translation>실행 중</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>아직 없음</translation>
    </message>
    <message>
        <source>not at the playhead</source>
        <translation>지금 보는 시점에는 없음</translation>
    </message>
    <message>
        <source>argument %1</source>
        <translation>인수 %1</translation>
    </message>
    <message>
        <source>register</source>
        <translation>레지스터</translation>
    </message>
    <message>
        <source>memory given</source>
        <translation>넘겨준 메모리</translation>
    </message>
    <message>
        <source>memory filled by the kernel</source>
        <translation>커널이 채운 메모리</translation>
    </message>
    <message>
        <source>program %1</source>
        <translation>프로그램 %1</translation>
    </message>
    <message>
        <source>%1 · pid %2</source>
        <translation>%1 · pid %2</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1초</translation>
    </message>
    <message>
        <source>The lab started</source>
        <translation>실습실이 시작되었다</translation>
    </message>
    <message>
        <source>Lab</source>
        <translation>실습실</translation>
    </message>
    <message>
        <source>lesson</source>
        <translation>실습</translation>
    </message>
    <message>
        <source>sandbox</source>
        <translation>자유 실습</translation>
    </message>
    <message>
        <source>kernel</source>
        <translation>커널</translation>
    </message>
    <message>
        <source>a kernel setting of the %1 host</source>
        <translation>%1 호스트의 커널 설정</translation>
    </message>
    <message>
        <source>unknown here</source>
        <translation>이 커널에는 없음</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Command %1</source>
        <translation>명령 %1</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>The lab is at rest</source>
        <translation>실습실이 모두 멈추었다</translation>
    </message>
    <message>
        <source>Command %1 was refused</source>
        <translation>명령 %1이(가) 거절되었다</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>거절됨</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>왜?</translation>
    </message>
    <message>
        <source>number</source>
        <translation>번호</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>알림</translation>
    </message>
    <message>
        <source>Program %1 started</source>
        <translation>프로그램 %1 시작</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>프로그램</translation>
    </message>
    <message>
        <source>host</source>
        <translation>호스트</translation>
    </message>
    <message>
        <source>pid</source>
        <translation>pid</translation>
    </message>
    <message>
        <source>command line</source>
        <translation>명령줄</translation>
    </message>
    <message>
        <source>built into the lab</source>
        <translation>실습실에 내장</translation>
    </message>
    <message>
        <source>forked by</source>
        <translation>fork한 프로그램</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>끝남</translation>
    </message>
    <message>
        <source>killed by</source>
        <translation>종료시킨 시그널</translation>
    </message>
    <message>
        <source>exit status</source>
        <translation>종료 상태</translation>
    </message>
    <message>
        <source>End of the program</source>
        <translation>프로그램의 끝</translation>
    </message>
    <message>
        <source>Output of %1</source>
        <translation>%1의 출력</translation>
    </message>
    <message>
        <source>Standard error</source>
        <translation>표준 오류</translation>
    </message>
    <message>
        <source>Standard output</source>
        <translation>표준 출력</translation>
    </message>
    <message>
        <source>bytes written</source>
        <translation>출력한 바이트</translation>
    </message>
    <message>
        <source>Descriptor table</source>
        <translation>디스크립터 표</translation>
    </message>
    <message>
        <source>Descriptors</source>
        <translation>디스크립터</translation>
    </message>
    <message>
        <source>Wire</source>
        <translation>전선</translation>
    </message>
    <message>
        <source>flow</source>
        <translation>흘려보내기</translation>
    </message>
    <message>
        <source>hold</source>
        <translation>붙잡기</translation>
    </message>
    <message>
        <source>cut</source>
        <translation>끊김</translation>
    </message>
    <message>
        <source>Packets cross at once.</source>
        <translation>패킷이 곧바로 지나간다.</translation>
    </message>
    <message>
        <source>Packets wait here until you release them.</source>
        <translation>통과시킬 때까지 패킷이 여기서 기다린다.</translation>
    </message>
    <message>
        <source>Every packet is lost.</source>
        <translation>모든 패킷이 사라진다.</translation>
    </message>
    <message>
        <source>From now on</source>
        <translation>이제부터</translation>
    </message>
    <message>
        <source>Kernel counters</source>
        <translation>커널 카운터</translation>
    </message>
    <message>
        <source>%1 host, since the lab was made</source>
        <translation>%1 호스트, 실습실이 만들어진 뒤부터</translation>
    </message>
    <message>
        <source>Counters</source>
        <translation>카운터</translation>
    </message>
    <message>
        <source>Packet %1</source>
        <translation>패킷 %1</translation>
    </message>
    <message>
        <source>Not here</source>
        <translation>여기에 없음</translation>
    </message>
    <message>
        <source>Its bytes are not in this journal.</source>
        <translation>이 기록에는 그 바이트가 없다.</translation>
    </message>
    <message>
        <source>packet %1, from the %2 host</source>
        <translation>패킷 %1, %2 호스트에서 보냄</translation>
    </message>
    <message>
        <source>packet %1</source>
        <translation>패킷 %1</translation>
    </message>
    <message>
        <source>Malformed</source>
        <translation>형식 오류</translation>
    </message>
    <message>
        <source>you dropped it</source>
        <translation>직접 버렸다</translation>
    </message>
    <message>
        <source>the wire is cut</source>
        <translation>케이블이 끊겨 있다</translation>
    </message>
    <message>
        <source>the wire does not carry such packets</source>
        <translation>전선이 나르지 않는 종류의 패킷이다</translation>
    </message>
    <message>
        <source>the wire put other packets in its place</source>
        <translation>전선이 다른 패킷으로 바꾸었다</translation>
    </message>
    <message>
        <source>the lab lost it: the wire was too fast for it</source>
        <translation>실습실이 놓쳤다: 전선이 너무 빨랐다</translation>
    </message>
    <message>
        <source>On the wire</source>
        <translation>전선 위에서</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>보낸 시각</translation>
    </message>
    <message>
        <source>on the wire</source>
        <translation>전선 위에 있음</translation>
    </message>
    <message>
        <source>held</source>
        <translation>붙잡힘</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>도착</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>버려짐</translation>
    </message>
    <message>
        <source>why</source>
        <translation>이유</translation>
    </message>
    <message>
        <source>copy of</source>
        <translation>원본</translation>
    </message>
    <message>
        <source>retransmission</source>
        <translation>재전송</translation>
    </message>
    <message>
        <source>yes: the same bytes were sent before</source>
        <translation>예: 같은 바이트를 앞서 보냈다</translation>
    </message>
    <message>
        <source>sent again</source>
        <translation>다시 보냄</translation>
    </message>
    <message>
        <source>%1 socket</source>
        <translation>%1 소켓</translation>
    </message>
    <message>
        <source>Socket</source>
        <translation>소켓</translation>
    </message>
    <message>
        <source>state</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>local</source>
        <translation>로컬 주소</translation>
    </message>
    <message>
        <source>remote</source>
        <translation>상대 주소</translation>
    </message>
    <message>
        <source>program</source>
        <translation>프로그램</translation>
    </message>
    <message>
        <source>none has it</source>
        <translation>가진 프로그램 없음</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>알 수 없음</translation>
    </message>
    <message>
        <source>cookie</source>
        <translation>쿠키</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>큐</translation>
    </message>
    <message>
        <source>accept queue</source>
        <translation>accept 큐</translation>
    </message>
    <message>
        <source>%1 waiting</source>
        <translation>%1개 대기 중</translation>
    </message>
    <message>
        <source>backlog</source>
        <translation>백로그</translation>
    </message>
    <message>
        <source>%1, Linux lets %2 wait</source>
        <translation>%1, 리눅스는 %2개까지 대기</translation>
    </message>
    <message>
        <source>recv-Q, unread</source>
        <translation>Recv-Q, 읽지 않음</translation>
    </message>
    <message>
        <source>dropped here</source>
        <translation>여기서 버려짐</translation>
    </message>
    <message>
        <source>keep-alive</source>
        <translation>연결 유지 확인 (keep-alive)</translation>
    </message>
    <message>
        <source>zero-window probe</source>
        <translation>제로 윈도 탐색</translation>
    </message>
    <message>
        <source>Timer</source>
        <translation>타이머</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>fires at</source>
        <translation>울리는 시각</translation>
    </message>
    <message>
        <source>tries</source>
        <translation>시도 횟수</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>정해지지 않음</translation>
    </message>
    <message>
        <source>segments not acknowledged</source>
        <translation>확인 응답 전 세그먼트</translation>
    </message>
    <message>
        <source>retransmissions</source>
        <translation>재전송</translation>
    </message>
    <message>
        <source>%1 now, %2 in all</source>
        <translation>지금 %1번, 모두 %2번</translation>
    </message>
    <message>
        <source>bytes not sent</source>
        <translation>아직 보내지 않은 바이트</translation>
    </message>
    <message>
        <source>send window</source>
        <translation>송신 윈도</translation>
    </message>
    <message>
        <source>receive window</source>
        <translation>수신 윈도</translation>
    </message>
    <message>
        <source>A socket is gone</source>
        <translation>소켓이 사라졌다</translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>%1 of %2 B</source>
        <translation>%2 B 중 %1 B</translation>
    </message>
    <message>
        <source>network order</source>
        <translation>네트워크 순서</translation>
    </message>
    <message>
        <source>host order</source>
        <translation>호스트 순서</translation>
    </message>
    <message>
        <source>frame, %1 B</source>
        <translation>프레임, %1 B</translation>
    </message>
    <message>
        <source>, cut from %1 B</source>
        <translation>, 원래 %1 B</translation>
    </message>
    <message>
        <source>%1 × while held</source>
        <translation>붙잡혀 있는 동안 %1번</translation>
    </message>
    <message>
        <source>send-Q, unacknowledged</source>
        <translation>Send-Q, 확인 응답 전</translation>
    </message>
    <message>
        <source>cwnd, segments</source>
        <translation>cwnd, 세그먼트 수</translation>
    </message>
    <message>
        <source>injected by hand</source>
        <translation>직접 주입함</translation>
    </message>
    <message>
        <source>waits for</source>
        <translation>기다리는 대상</translation>
    </message>
    <message>
        <source>what is watched</source>
        <translation>지켜보는 대상</translation>
    </message>
    <message>
        <source>in the kernel of this machine</source>
        <translation>이 컴퓨터의 커널</translation>
    </message>
    <message>
        <source>from the kernel of this machine; it was:</source>
        <translation>이 컴퓨터의 커널에서 사라짐. 마지막 모습:</translation>
    </message>
    <message>
        <source>Call stack, innermost first</source>
        <translation>호출 스택 (가장 안쪽부터)</translation>
    </message>
    <message>
        <source>further out are more</source>
        <translation>바깥쪽에 더 있음</translation>
    </message>
    <message>
        <source>%1, inlined</source>
        <translation>%1, 인라인</translation>
    </message>
    <message>
        <source>way</source>
        <translation>경로</translation>
    </message>
    <message>
        <source>loopback: the %1 host sends it to itself, by way of the wire</source>
        <translation>루프백: %1 호스트가 자신에게 보내며, 전선을 거칩니다</translation>
    </message>
    <message>
        <source>Note on event %1</source>
        <translation>이벤트 %1의 메모</translation>
    </message>
    <message>
        <source>Note taken back</source>
        <translation>거둔 메모</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>메모</translation>
    </message>
    <message>
        <source>on event %1</source>
        <translation>이벤트 %1에</translation>
    </message>
    <message>
        <source>in the kernel of the client host</source>
        <translation>클라이언트 호스트의 커널 안</translation>
    </message>
    <message>
        <source>in the kernel of the server host</source>
        <translation>서버 호스트의 커널 안</translation>
    </message>
    <message>
        <source>from the kernel of the client host; it was:</source>
        <translation>클라이언트 호스트의 커널에서 사라짐. 마지막 모습:</translation>
    </message>
    <message>
        <source>from the kernel of the server host; it was:</source>
        <translation>서버 호스트의 커널에서 사라짐. 마지막 모습:</translation>
    </message>
    <message>
        <source>Delay and rate of the wire</source>
        <translation>전선의 지연과 속도</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>바로</translation>
    </message>
    <message>
        <source>takes time</source>
        <translation>시간이 걸림</translation>
    </message>
    <message>
        <source>In each direction</source>
        <translation>각 방향에서</translation>
    </message>
    <message>
        <source>delay</source>
        <translation>지연</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>전송 속도</translation>
    </message>
    <message>
        <source>without a limit</source>
        <translation>제한 없음</translation>
    </message>
    <message>
        <source>queue</source>
        <translation>큐</translation>
    </message>
    <message numerus="yes">
        <source>%n packet(s) may wait</source>
        <translation>
            <numerusform>패킷 %n개까지 기다릴 수 있음</numerusform>
        </translation>
    </message>
    <message>
        <source>While the wire flows, each packet waits for those before it, is sent bit by bit, and is then on its way. One that finds the queue full is lost.</source>
        <translation>패킷이 흐르는 동안 각 패킷은 앞의 패킷들을 기다렸다가 한 비트씩 나간 다음, 전선을 따라간다. 큐가 가득 차 있으면 그 패킷은 사라진다.</translation>
    </message>
    <message>
        <source>the queue before the slow wire was full</source>
        <translation>느린 전선 앞의 큐가 가득 차 있었음</translation>
    </message>
    <message>
        <source>The file has no bytes of it, or no longer has them.</source>
        <translation>파일에 이 패킷의 바이트가 처음부터 없었거나 이제는 없습니다.</translation>
    </message>
</context>
<context>
    <name>LinkText</name>
    <message>
        <source>at once</source>
        <translation>바로</translation>
    </message>
    <message>
        <source>queue of %1</source>
        <translation>큐 %1개</translation>
    </message>
</context>
<context>
    <name>SequenceTable</name>
    <message>
        <source>Time (s)</source>
        <translation>시각(초)</translation>
    </message>
    <message>
        <source>From</source>
        <translation>보내는 쪽</translation>
    </message>
    <message>
        <source>To</source>
        <translation>받는 쪽</translation>
    </message>
    <message>
        <source>What</source>
        <translation>무엇</translation>
    </message>
    <message>
        <source>States that begin</source>
        <translation>시작되는 상태</translation>
    </message>
    <message>
        <source>wire</source>
        <translation>전선</translation>
    </message>
    <message>
        <source>%1 (folded: %2)</source>
        <translation>%1 (접힘: %2)</translation>
    </message>
    <message>
        <source>%1 (folded)</source>
        <translation>%1 (접힘)</translation>
    </message>
</context>
<context>
    <name>SequenceView</name>
    <message>
        <source>ended</source>
        <translation>끝남</translation>
    </message>
    <message>
        <source>copy of %1</source>
        <translation>%1의 사본</translation>
    </message>
    <message>
        <source>held on the wire</source>
        <translation>전선에 붙잡혀 있음</translation>
    </message>
    <message numerus="yes">
        <source>sent again %n times while held</source>
        <translation>
            <numerusform>붙잡힌 동안 %n번 다시 보냄</numerusform>
        </translation>
    </message>
    <message>
        <source>dropped by the kernel: %1</source>
        <translation>커널이 버림: %1</translation>
    </message>
    <message>
        <source>killed by %1</source>
        <translation>%1(으)로 종료됨</translation>
    </message>
    <message>
        <source>ended, status %1</source>
        <translation>끝남, 상태 %1</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>버려짐</translation>
    </message>
    <message>
        <source>lost: the cable is cut</source>
        <translation>분실: 케이블이 끊김</translation>
    </message>
    <message>
        <source>filtered out</source>
        <translation>걸러짐</translation>
    </message>
    <message>
        <source>replaced by its parts</source>
        <translation>나뉜 조각으로 바뀜</translation>
    </message>
    <message>
        <source>lost by the lab itself</source>
        <translation>실습실이 놓침</translation>
    </message>
    <message>
        <source>the accept queue is full</source>
        <translation>accept 큐가 가득 참</translation>
    </message>
    <message>
        <source>the SYN queue is full</source>
        <translation>SYN 큐가 가득 참</translation>
    </message>
    <message>
        <source>the receive buffer is full</source>
        <translation>수신 버퍼가 가득 참</translation>
    </message>
    <message>
        <source>client kernel</source>
        <translation>클라이언트 커널</translation>
    </message>
    <message>
        <source>server kernel</source>
        <translation>서버 커널</translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>블로킹됨</translation>
    </message>
    <message>
        <source>%1 delivered</source>
        <translation>%1 도착</translation>
    </message>
    <message>
        <source>event %1, %2 s</source>
        <translation>이벤트 %1, %2초</translation>
    </message>
    <message>
        <source>%1 (injected)</source>
        <translation>%1 (주입)</translation>
    </message>
    <message>
        <source>kernel</source>
        <translation>커널</translation>
    </message>
    <message>
        <source>kernel of both</source>
        <translation>두 프로그램의 커널</translation>
    </message>
    <message>
        <source>loopback, by way of the wire</source>
        <translation>전선을 거치는 루프백</translation>
    </message>
    <message>
        <source>%1 (inferred)</source>
        <translation>%1 (추론)</translation>
    </message>
    <message>
        <source>lost: the queue was full</source>
        <translation>사라짐: 큐가 가득 참</translation>
    </message>
    <message numerus="yes">
        <source>%n programs</source>
        <translation>
            <numerusform>프로그램 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>all %1</source>
        <comment>of the programs</comment>
        <translation>전체 %1개</translation>
    </message>
    <message>
        <source>%1 and what it forked</source>
        <translation>%1 및 fork한 프로그램들</translation>
    </message>
    <message>
        <source>All programs</source>
        <translation>모든 프로그램</translation>
    </message>
    <message>
        <source>All programs of the client host</source>
        <translation>클라이언트 호스트의 모든 프로그램</translation>
    </message>
    <message>
        <source>All programs of the server host</source>
        <translation>서버 호스트의 모든 프로그램</translation>
    </message>
    <message>
        <source>held</source>
        <translation>붙잡힘</translation>
    </message>
</context>
<context>
    <name>SocketTexts</name>
    <message>
        <source>Host</source>
        <translation>호스트</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>프로토콜</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>로컬 주소</translation>
    </message>
    <message>
        <source>Peer</source>
        <translation>상대 주소</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>소유 프로그램</translation>
    </message>
    <message>
        <source>Timer</source>
        <translation>타이머</translation>
    </message>
    <message>
        <source>History</source>
        <translation>변화</translation>
    </message>
    <message>
        <source>Bytes that have arrived and no program has read. Of a listening socket: connections in its accept queue.</source>
        <translation>도착했지만 아직 어느 프로그램도 읽지 않은 바이트 수. 리스닝 소켓이면 accept 큐에 든 연결의 수.</translation>
    </message>
    <message>
        <source>Bytes that the peer has not acknowledged. Of a listening socket: its backlog, the accept queue&apos;s limit; Linux lets one more in.</source>
        <translation>상대가 아직 확인 응답하지 않은 바이트 수. 리스닝 소켓이면 accept 큐의 한도인 백로그이며, Linux는 하나를 더 받아 줍니다.</translation>
    </message>
    <message>
        <source>Each program that has it, its process id and its descriptors. After fork() several programs can have one socket.</source>
        <translation>이 소켓을 가진 프로그램마다 프로세스 번호와 디스크립터를 보입니다. fork() 뒤에는 여러 프로그램이 소켓 하나를 함께 가질 수 있습니다.</translation>
    </message>
    <message>
        <source>What the kernel waits for, how long still, and how often it has tried.</source>
        <translation>커널이 무엇을 기다리는지, 얼마나 남았는지, 몇 번 시도했는지.</translation>
    </message>
    <message>
        <source>closed (%1)</source>
        <translation>닫힘 (%1)</translation>
    </message>
    <message>
        <source>%1 (inferred)</source>
        <translation>%1 (추론)</translation>
    </message>
    <message>
        <source>retransmission</source>
        <translation>재전송</translation>
    </message>
    <message>
        <source>keep-alive</source>
        <translation>연결 유지 확인 (keep-alive)</translation>
    </message>
    <message>
        <source>zero-window probe</source>
        <translation>제로 윈도 탐색</translation>
    </message>
    <message>
        <source>was %1</source>
        <translation>전에 %1</translation>
    </message>
    <message>
        <source>unknown, inode %1</source>
        <translation>알 수 없음, inode %1</translation>
    </message>
    <message>
        <source>accept queue: %1 waiting, backlog %2</source>
        <translation>accept 큐: %1개 대기 중, 백로그 %2</translation>
    </message>
    <message>
        <source>The accept queue is full.</source>
        <translation>accept 큐가 가득 찼습니다.</translation>
    </message>
    <message>
        <source>Recv-Q, unread: %1 B</source>
        <translation>Recv-Q, 읽지 않음: %1 B</translation>
    </message>
    <message>
        <source>Send-Q, not acknowledged: %1 B</source>
        <translation>Send-Q, 확인 응답 전: %1 B</translation>
    </message>
    <message>
        <source>dropped here: %1</source>
        <translation>여기서 버려짐: %1</translation>
    </message>
    <message>
        <source>%1, process %2, descriptor %3</source>
        <translation>%1, 프로세스 %2, 디스크립터 %3</translation>
    </message>
    <message>
        <source>Which program has it could not be read.</source>
        <translation>어느 프로그램이 가졌는지 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>No program has it.</source>
        <translation>가진 프로그램이 없습니다.</translation>
    </message>
    <message>
        <source>timer: %1</source>
        <translation>타이머: %1</translation>
    </message>
    <message>
        <source>cookie %1, inode %2</source>
        <translation>쿠키 %1, inode %2</translation>
    </message>
    <message>
        <source>It left the kernel&apos;s table at %1 s; this is what was last known.</source>
        <translation>%1초에 커널의 소켓 표에서 사라졌습니다. 마지막으로 알려진 내용입니다.</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1초</translation>
    </message>
    <message>
        <source>%1: gone</source>
        <translation>%1: 사라짐</translation>
    </message>
    <message>
        <source>The last %1 changes up to the playhead, the newest on the right; in a row each has the same width, however long it lasted. Upwards Recv-Q, downwards Send-Q, to one scale in each row; a mark on the line where the state changed. Of a listening socket: its accept queue, the dashed line its limit.</source>
        <translation>재생 위치까지의 마지막 변화 %1개. 가장 새로운 것이 오른쪽에 있으며, 한 행 안에서는 얼마나 오래 이어졌든 너비가 모두 같습니다. 위쪽이 Recv-Q, 아래쪽이 Send-Q이고 한 행 안에서는 눈금도 같습니다. 가운데 선의 표시는 상태가 바뀐 곳입니다. 리스닝 소켓이면 accept 큐를 보이고 점선이 그 한도입니다.</translation>
    </message>
    <message>
        <source>first seen at %1 s</source>
        <translation>%1초에 처음 나타남</translation>
    </message>
    <message>
        <source>A capture tells nothing of queues and programs.</source>
        <translation>캡처에는 큐와 프로그램에 관한 것이 없습니다.</translation>
    </message>
    <message>
        <source>closed (%1, inferred)</source>
        <translation>닫힘 (%1, 추론)</translation>
    </message>
</context>
<context>
    <name>StageView</name>
    <message>
        <source>ended</source>
        <translation>끝남</translation>
    </message>
    <message>
        <source>Of programs that are not known</source>
        <translation>어느 프로그램의 것인지 알 수 없음</translation>
    </message>
    <message>
        <source>%1 · pid %2</source>
        <translation>%1 · pid %2</translation>
    </message>
    <message>
        <source>killed by %1</source>
        <translation>%1(으)로 종료됨</translation>
    </message>
    <message>
        <source>ended, status %1</source>
        <translation>끝남, 상태 %1</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>준비됨</translation>
    </message>
    <message>
        <source>running</source>
        <translation>실행 중</translation>
    </message>
    <message>
        <source>about to run</source>
        <translation>실행 직전</translation>
    </message>
    <message>
        <source>in the call</source>
        <translation>호출 중</translation>
    </message>
    <message>
        <source>blocked %1</source>
        <translation>블로킹 %1</translation>
    </message>
    <message>
        <source>UDP, no port yet</source>
        <translation>UDP, 아직 포트 없음</translation>
    </message>
    <message>
        <source>TCP, not connected</source>
        <translation>TCP, 연결되지 않음</translation>
    </message>
    <message>
        <source>descriptor %1 (%2)</source>
        <translation>디스크립터 %1 (%2)</translation>
    </message>
    <message>
        <source>unread: %1 B</source>
        <translation>읽지 않음: %1 B</translation>
    </message>
    <message>
        <source>unacknowledged: %1 B</source>
        <translation>확인 응답 전: %1 B</translation>
    </message>
    <message numerus="yes">
        <source>sent again %n times, next in %1</source>
        <translation>
            <numerusform>%n번 다시 보냄, 다음은 %1 뒤</numerusform>
        </translation>
    </message>
    <message>
        <source>will be sent again in %1</source>
        <translation>%1 뒤에 다시 보냄</translation>
    </message>
    <message>
        <source>ends in %1</source>
        <translation>%1 뒤에 끝남</translation>
    </message>
    <message>
        <source>asks about the window in %1</source>
        <translation>%1 뒤에 윈도를 물어봄</translation>
    </message>
    <message>
        <source>SYN queue</source>
        <translation>SYN 큐</translation>
    </message>
    <message>
        <source>waiting for the final ACK</source>
        <translation>마지막 ACK를 기다림</translation>
    </message>
    <message>
        <source>%1 of backlog %2 (+1)</source>
        <translation>백로그 %2(+1) 중 %1</translation>
    </message>
    <message>
        <source>Accept queue</source>
        <translation>accept 큐</translation>
    </message>
    <message>
        <source>%1 full</source>
        <translation>%1 가득 참</translation>
    </message>
    <message>
        <source>In the kernel, no program has them</source>
        <translation>커널 안에 있고, 가진 프로그램은 없음</translation>
    </message>
    <message>
        <source>The kernel counted</source>
        <translation>커널이 센 것</translation>
    </message>
    <message>
        <source>stopped before the call</source>
        <translation>호출 앞에 멈춤</translation>
    </message>
    <message>
        <source>stopped after the call</source>
        <translation>호출 뒤에 멈춤</translation>
    </message>
    <message>
        <source> · injected: %1</source>
        <translation> · 주입: %1</translation>
    </message>
    <message>
        <source>inferred from the packets</source>
        <translation>패킷에서 추론함</translation>
    </message>
    <message>
        <source>the newest %1 of %2</source>
        <translation>%2개 중 최근 %1개</translation>
    </message>
    <message>
        <source>Unknown programs</source>
        <translation>모르는 프로그램</translation>
    </message>
    <message>
        <source>No program has them</source>
        <translation>가진 프로그램 없음</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>모름</translation>
    </message>
    <message>
        <source>No program</source>
        <translation>프로그램 없음</translation>
    </message>
</context>
<context>
    <name>StatesView</name>
    <message>
        <source>SYN queue</source>
        <translation>SYN 큐</translation>
    </message>
    <message>
        <source>accept queue</source>
        <translation>accept 큐</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>수락됨</translation>
    </message>
</context>
<context>
    <name>TermMarks</name>
    <message>
        <source>Look up in the glossary</source>
        <translation>용어집에서 찾기</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
</context>
<context>
    <name>TimelineTable</name>
    <message>
        <source>Lane</source>
        <translation>줄</translation>
    </message>
    <message>
        <source>Whose</source>
        <translation>누구의</translation>
    </message>
    <message>
        <source>What</source>
        <translation>무엇</translation>
    </message>
    <message>
        <source>How</source>
        <translation>어떻게</translation>
    </message>
    <message>
        <source>From (s)</source>
        <translation>시작(초)</translation>
    </message>
    <message>
        <source>Until (s)</source>
        <translation>끝(초)</translation>
    </message>
    <message>
        <source>state</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>calls</source>
        <translation>호출</translation>
    </message>
    <message>
        <source>lasts</source>
        <translation>계속됨</translation>
    </message>
</context>
<context>
    <name>TimelineView</name>
    <message>
        <source>SYN queue %1</source>
        <translation>SYN 큐 %1</translation>
    </message>
    <message>
        <source>accept queue %1</source>
        <translation>accept 큐 %1</translation>
    </message>
    <message>
        <source>unread</source>
        <translation>읽지 않은 바이트</translation>
    </message>
    <message>
        <source>unacknowledged</source>
        <translation>확인 응답 전 바이트</translation>
    </message>
    <message>
        <source>congestion window</source>
        <translation>혼잡 윈도</translation>
    </message>
    <message>
        <source>round trip</source>
        <translation>왕복 시간</translation>
    </message>
    <message>
        <source>wire: client → server</source>
        <translation>전선: 클라이언트 → 서버</translation>
    </message>
    <message>
        <source>wire: server → client</source>
        <translation>전선: 서버 → 클라이언트</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2 중 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n segments</source>
        <translation>
            <numerusform>세그먼트 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>블로킹됨</translation>
    </message>
    <message>
        <source>stopped by the lab</source>
        <translation>실습실이 멈춤</translation>
    </message>
    <message>
        <source>was held on the wire</source>
        <translation>전선에 붙잡혀 있었음</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>분실됨</translation>
    </message>
    <message>
        <source>copy</source>
        <translation>복사본</translation>
    </message>
    <message numerus="yes">
        <source>%n changes here: %1 to %2</source>
        <translation>
            <numerusform>이곳에서 %n번 변함: %1 ~ %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>one of %n in this pixel</source>
        <translation>
            <numerusform>이 픽셀에 있는 %n개 중 하나</numerusform>
        </translation>
    </message>
    <message>
        <source>event %1, %2 s</source>
        <translation>이벤트 %1, %2초</translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>The stage</source>
        <translation>무대</translation>
    </message>
    <message>
        <source>Two real hosts with real programs: their calls, descriptors, sockets and queues as the kernel has them now.</source>
        <translation>진짜 프로그램이 있는 진짜 호스트 두 대입니다. 호출, 디스크립터, 소켓, 큐를 지금 커널에 있는 그대로 보여 줍니다.</translation>
    </message>
    <message>
        <source>One step</source>
        <translation>한 단계</translation>
    </message>
    <message>
        <source>Space or this button performs the next step: a call that a program makes, or a packet that goes on.</source>
        <translation>스페이스 키나 이 단추로 다음 단계를 실행합니다. 프로그램이 호출을 하나 하거나, 패킷 하나가 나아갑니다.</translation>
    </message>
    <message>
        <source>The wire</source>
        <translation>전선</translation>
    </message>
    <message>
        <source>A packet waits here until you release it with Enter, drop it with Delete or copy it with Insert.</source>
        <translation>패킷은 여기서 기다립니다. Enter로 통과시키거나, Delete로 버리거나, Insert로 복제하세요.</translation>
    </message>
    <message>
        <source>The sequence</source>
        <translation>시퀀스</translation>
    </message>
    <message>
        <source>Every call, packet and state in its order, from program to kernel to wire. The tabs show the same run in other ways.</source>
        <translation>모든 호출, 패킷, 상태를 순서대로 보여 줍니다. 프로그램에서 커널로, 커널에서 전선으로 갑니다. 옆의 탭은 같은 실행을 다른 모습으로 보여 줍니다.</translation>
    </message>
    <message>
        <source>The inspector</source>
        <translation>자세히 보기</translation>
    </message>
    <message>
        <source>Click a call, a packet or a socket anywhere: here is all about it, down to each byte.</source>
        <translation>어디서든 호출, 패킷, 소켓을 클릭하세요. 그것의 모든 것을 바이트 하나까지 여기서 보여 줍니다.</translation>
    </message>
    <message>
        <source>Back in time</source>
        <translation>되돌아보기</translation>
    </message>
    <message>
        <source>Everything is recorded. Drag the bar, or press Alt+Left and Alt+Right, to look at any moment again.</source>
        <translation>모든 것이 기록됩니다. 막대를 끌거나 Alt+왼쪽, Alt+오른쪽 키를 누르면 어느 순간이든 다시 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>The lesson</source>
        <translation>실습</translation>
    </message>
    <message>
        <source>It says what happens and asks what you expect. Ctrl+L switches to Korean and back, F1 lists all keys.</source>
        <translation>무슨 일이 일어나는지 알려 주고, 무엇을 예상하는지 묻습니다. Ctrl+L은 영어와 한국어를 바꾸고, F1은 모든 키를 보여 줍니다.</translation>
    </message>
</context>
<context>
    <name>ViewCatalog</name>
    <message>
        <source>Compare</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>Sockets</source>
        <translation>소켓</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>실습</translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>자유 실습</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>무대</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>시퀀스</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>이벤트</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>소스</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>자세히 보기</translation>
    </message>
    <message>
        <source>Playback</source>
        <translation>되돌아보기</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>찾아낸 문제</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>프로그램 출력</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>시간 축</translation>
    </message>
    <message>
        <source>States</source>
        <translation>상태도</translation>
    </message>
    <message>
        <source>Buffers</source>
        <translation>버퍼</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>찾기</translation>
    </message>
    <message>
        <source>Glossary</source>
        <translation>용어집</translation>
    </message>
    <message>
        <source>Analogy</source>
        <translation>비유</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>대화</translation>
    </message>
</context>
<context>
    <name>ViewHelp</name>
    <message>
        <source>The lesson: what happens now and why, the steps, and questions to answer before you see the result. Words with a dotted line are explained when you point at them.</source>
        <translation>실습입니다. 지금 무슨 일이 왜 일어나는지, 어떤 단계가 있는지를 보여 주고, 결과를 보기 전에 답할 질문을 냅니다. 점선이 그어진 낱말은 가리키면 설명이 나옵니다.</translation>
    </message>
    <message>
        <source>The sandbox: calls of your own choice, made by the client or the server, one after the other.</source>
        <translation>자유 실습입니다. 원하는 호출을 골라 클라이언트나 서버가 하나씩 실행하게 합니다.</translation>
    </message>
    <message>
        <source>What is proven to go wrong in the programs, with the source line and the events that show it.</source>
        <translation>프로그램에서 잘못된다고 증명된 것을, 그 소스 줄과 그것을 보여 주는 이벤트와 함께 나열합니다.</translation>
    </message>
    <message>
        <source>The glossary: every term with its meaning, and the events of this run in which it happens.</source>
        <translation>용어집입니다. 모든 용어의 뜻과, 이번 실행에서 그 일이 일어난 이벤트를 보여 줍니다.</translation>
    </message>
    <message>
        <source>The stage: both hosts with their programs, descriptors, sockets and queues, and the wire between them with the packets it holds. Click something to select it in every view.</source>
        <translation>무대입니다. 두 호스트의 프로그램, 디스크립터, 소켓, 큐와 그 사이의 전선, 전선에 붙잡힌 패킷을 보여 줍니다. 무엇이든 클릭하면 모든 패널에서 선택됩니다.</translation>
    </message>
    <message>
        <source>The timeline: each thread&apos;s calls, each socket&apos;s states and queues, and the packets, along the real time. The wheel or + and − zoom.</source>
        <translation>시간 축입니다. 스레드마다의 호출, 소켓마다의 상태와 큐, 패킷을 실제 시간을 따라 보여 줍니다. 휠이나 +, −로 확대·축소합니다.</translation>
    </message>
    <message>
        <source>The state diagram: where every socket stands now, and the numbered way that the chosen one took.</source>
        <translation>상태도입니다. 모든 소켓이 지금 어느 상태에 있는지, 고른 소켓이 어떤 길로 왔는지를 번호로 보여 줍니다.</translation>
    </message>
    <message>
        <source>The buffers: which send() wrote which bytes, where they are now, and which recv() took them.</source>
        <translation>버퍼입니다. 어느 send()가 어느 바이트를 썼고, 그 바이트가 지금 어디 있으며, 어느 recv()가 가져갔는지 보여 줍니다.</translation>
    </message>
    <message>
        <source>Every socket at this moment as the tool ss lists them: state, queues, owner and timers.</source>
        <translation>지금 있는 모든 소켓을 ss 도구처럼 나열합니다. 상태, 큐, 소유자, 타이머를 보여 줍니다.</translation>
    </message>
    <message>
        <source>The same run as telephones, as a pipe or as two protocol stacks, with a sentence on where the picture fails.</source>
        <translation>같은 실행을 전화, 파이프, 또는 두 프로토콜 스택으로 그리고, 그 비유가 어디서 어긋나는지 한 문장으로 알려 줍니다.</translation>
    </message>
    <message>
        <source>The conversations in the recording, and what was said in one of them.</source>
        <translation>기록 속의 대화들과, 그중 하나에서 오간 내용을 보여 줍니다.</translation>
    </message>
    <message>
        <source>Every event of the recording in order. Enter goes to an event.</source>
        <translation>기록의 모든 이벤트를 순서대로 보여 줍니다. Enter를 누르면 그 이벤트로 갑니다.</translation>
    </message>
    <message>
        <source>What the programs print, and a line to type something to them.</source>
        <translation>프로그램이 출력한 것과, 프로그램에 입력할 줄입니다.</translation>
    </message>
    <message>
        <source>The source of your program, with the line that it is at now. Click beside a line to stop there.</source>
        <translation>프로그램의 소스와 지금 실행 중인 줄입니다. 줄 옆을 클릭하면 그곳에서 멈춥니다.</translation>
    </message>
    <message>
        <source>The inspector: all about what is selected: a call with its arguments, a packet byte by byte, a socket with its numbers.</source>
        <translation>자세히 보기입니다. 선택한 것의 모든 것을 보여 줍니다. 호출이면 인자, 패킷이면 바이트 하나하나, 소켓이면 그 수치입니다.</translation>
    </message>
    <message>
        <source>Find an event by words, addresses, states or errors.</source>
        <translation>낱말, 주소, 상태, 오류로 이벤트를 찾습니다.</translation>
    </message>
    <message>
        <source>The playback bar: go back to any event of the recording and forward again. Nothing is undone; every view shows that moment.</source>
        <translation>되돌아보기 막대입니다. 기록의 어느 이벤트로든 되돌아가고 다시 앞으로 갑니다. 되돌려지는 것은 없으며, 모든 패널이 그 순간을 보여 줍니다.</translation>
    </message>
    <message>
        <source>Two recordings side by side, command by command, with the places marked where they differ.</source>
        <translation>두 기록을 명령별로 나란히 놓고 다른 곳을 표시합니다.</translation>
    </message>
    <message>
        <source>The sequence diagram: every call, packet and state in its order; time runs downwards. The columns are program, kernel, kernel, program. A click on a column&apos;s name folds it; Ctrl and the wheel make rows higher or lower.</source>
        <translation>시퀀스 다이어그램입니다. 모든 호출, 패킷, 상태를 순서대로 보여 주며 시간은 아래로 흐릅니다. 열은 프로그램, 커널, 커널, 프로그램입니다. 열 이름을 클릭하면 접히고, Ctrl과 휠로 행 높이를 바꿉니다.</translation>
    </message>
</context>
<context>
    <name>lab::AnalogyCanvas</name>
    <message>
        <source>Where</source>
        <translation>어디</translation>
    </message>
    <message>
        <source>What</source>
        <translation>무엇</translation>
    </message>
    <message>
        <source>How it stands</source>
        <translation>어떤 상태인지</translation>
    </message>
    <message>
        <source>In the kernel&apos;s words</source>
        <translation>커널의 말로</translation>
    </message>
    <message>
        <source>line</source>
        <translation>전화선</translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>The conversation as telephones</source>
        <translation>대화를 전화로 나타낸 그림</translation>
    </message>
    <message>
        <source>The connection as a pipe</source>
        <translation>연결을 파이프로 나타낸 그림</translation>
    </message>
    <message>
        <source>The layers of both hosts</source>
        <translation>두 호스트의 계층</translation>
    </message>
</context>
<context>
    <name>lab::AnalogyView</name>
    <message>
        <source>Telephone</source>
        <translation>전화</translation>
    </message>
    <message>
        <source>Pipe</source>
        <translation>파이프</translation>
    </message>
    <message>
        <source>Protocol stack</source>
        <translation>프로토콜 스택</translation>
    </message>
    <message>
        <source>Every socket as a telephone: numbers, ringing, talking, hanging up</source>
        <translation>소켓 하나를 전화기 한 대로: 번호, 벨, 통화, 끊기</translation>
    </message>
    <message>
        <source>The bytes of one connection: send buffer, wire, receive buffer</source>
        <translation>연결 하나의 바이트: 송신 버퍼, 전선, 수신 버퍼</translation>
    </message>
    <message>
        <source>In which layer of which host the bytes are</source>
        <translation>바이트가 어느 호스트의 어느 계층에 있는지</translation>
    </message>
</context>
<context>
    <name>lab::AttachDialog</name>
    <message>
        <source>Watch a running program</source>
        <translation>실행 중인 프로그램 지켜보기</translation>
    </message>
    <message>
        <source>Programs of yours that run on this machine and have sockets. One of them can be watched: its socket calls as it makes them, and the states and queues of its sockets. Its packets are not seen, and nothing of it is held.</source>
        <translation>이 컴퓨터에서 실행 중이며 소켓을 가진 내 프로그램입니다. 그중 하나를 골라 소켓 호출과 소켓의 상태, 큐를 지켜볼 수 있습니다. 패킷은 보이지 않으며, 프로그램을 붙잡지 않습니다.</translation>
    </message>
    <message>
        <source>Part of a name, a command line, a number or a port</source>
        <translation>이름, 명령줄, 번호, 포트의 일부</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>거르기</translation>
    </message>
    <message>
        <source>Programs with sockets</source>
        <translation>소켓을 가진 프로그램</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>프로그램</translation>
    </message>
    <message>
        <source>PID</source>
        <translation>PID</translation>
    </message>
    <message>
        <source>Listens on</source>
        <translation>기다리는 곳</translation>
    </message>
    <message>
        <source>Sockets</source>
        <translation>소켓</translation>
    </message>
    <message>
        <source>Command line</source>
        <translation>명령줄</translation>
    </message>
    <message>
        <source>&amp;Look again</source>
        <translation>다시 보기(&amp;L)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Watch…</source>
        <translation>지켜보기…</translation>
    </message>
    <message>
        <source>another kind of socket</source>
        <translation>다른 종류의 소켓</translation>
    </message>
    <message>
        <source>Watch %1?</source>
        <translation>%1을(를) 지켜볼까요?</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>지켜보기</translation>
    </message>
</context>
<context>
    <name>lab::Banner</name>
    <message>
        <source>What the lab has to say; some messages have answers to choose from.</source>
        <translation>실습실이 알리는 말입니다. 어떤 알림에는 고를 수 있는 답이 있습니다.</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>이 알림 닫기</translation>
    </message>
</context>
<context>
    <name>lab::BlackScreen</name>
    <message>
        <source>Black screen; any key ends it</source>
        <translation>검은 화면, 아무 키나 누르면 끝납니다</translation>
    </message>
</context>
<context>
    <name>lab::BuffersCanvas</name>
    <message>
        <source>Buffers</source>
        <translation>버퍼</translation>
    </message>
    <message>
        <source>client: send()</source>
        <translation>클라이언트: send()</translation>
    </message>
    <message>
        <source>server: send()</source>
        <translation>서버: send()</translation>
    </message>
    <message>
        <source>send buffer</source>
        <translation>송신 버퍼</translation>
    </message>
    <message>
        <source>segments</source>
        <translation>세그먼트</translation>
    </message>
    <message>
        <source>receive buffer</source>
        <translation>수신 버퍼</translation>
    </message>
    <message>
        <source>server: recv()</source>
        <translation>서버: recv()</translation>
    </message>
    <message>
        <source>client: recv()</source>
        <translation>클라이언트: recv()</translation>
    </message>
    <message>
        <source>%1 B written</source>
        <translation>%1 B 씀</translation>
    </message>
    <message>
        <source>, %1 B not sent</source>
        <translation>, %1 B 보내기 전</translation>
    </message>
    <message>
        <source>%1 B unacknowledged</source>
        <translation>%1 B 확인 응답 전</translation>
    </message>
    <message numerus="yes">
        <source>%n on the wire</source>
        <translation>
            <numerusform>전선에 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 B unread</source>
        <translation>%1 B 읽기 전</translation>
    </message>
    <message>
        <source>%1 B taken</source>
        <translation>%1 B 가져감</translation>
    </message>
    <message>
        <source>bytes %1 to %2 of the stream</source>
        <translation>스트림의 %1번째부터 %2번째 바이트</translation>
    </message>
    <message numerus="yes">
        <source>%n in this pixel</source>
        <translation>
            <numerusform>이 픽셀에 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>wants to write; has not returned yet</source>
        <translation>쓰려는 중이며 아직 반환되지 않음</translation>
    </message>
    <message>
        <source>in the send buffer, not sent yet</source>
        <translation>송신 버퍼에 있고 아직 보내지 않음</translation>
    </message>
    <message>
        <source>on the wire</source>
        <translation>전선 위에 있음</translation>
    </message>
    <message>
        <source>sent and kept until it is acknowledged</source>
        <translation>보냈고, 확인 응답이 올 때까지 보관함</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>버려짐</translation>
    </message>
    <message>
        <source>arrived; sent again</source>
        <translation>도착함, 다시 보낸 것</translation>
    </message>
    <message>
        <source>arrived</source>
        <translation>도착함</translation>
    </message>
    <message>
        <source>arrived, not read yet</source>
        <translation>도착했고 아직 읽지 않음</translation>
    </message>
    <message>
        <source>No TCP connection has carried bytes yet.</source>
        <translation>아직 바이트를 나른 TCP 연결이 없습니다.</translation>
    </message>
    <message>
        <source>Its beginning was not seen: positions are counted from the first byte seen.</source>
        <translation>연결의 시작을 보지 못했습니다. 처음 본 바이트부터 위치를 셉니다.</translation>
    </message>
    <message>
        <source>Some of this is inferred from packets: a call that has not returned, or a socket that is gone.</source>
        <translation>일부는 패킷에서 추론한 것입니다. 아직 반환되지 않은 호출이나 사라진 소켓이 있습니다.</translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>zero window</source>
        <translation>제로 윈도</translation>
    </message>
    <message>
        <source>window %1 B</source>
        <translation>윈도 %1 B</translation>
    </message>
    <message>
        <source>taken by a call that has not returned (inferred)</source>
        <translation>아직 반환되지 않은 호출이 가져감 (추론)</translation>
    </message>
</context>
<context>
    <name>lab::BuffersView</name>
    <message>
        <source>Client → server</source>
        <translation>클라이언트 → 서버</translation>
    </message>
    <message>
        <source>Server → client</source>
        <translation>서버 → 클라이언트</translation>
    </message>
    <message>
        <source>Which of the connection&apos;s two byte streams is shown</source>
        <translation>연결의 두 바이트 스트림 가운데 보여 줄 것</translation>
    </message>
</context>
<context>
    <name>lab::CallForm</name>
    <message>
        <source>name it</source>
        <translation>이름 붙이기</translation>
    </message>
    <message>
        <source>for example C</source>
        <translation>예: C</translation>
    </message>
    <message>
        <source>Name of the new descriptor</source>
        <translation>새 디스크립터의 이름</translation>
    </message>
    <message>
        <source>the right one</source>
        <translation>알맞은 값</translation>
    </message>
</context>
<context>
    <name>lab::CallsPage</name>
    <message>
        <source>Find a call or a word</source>
        <translation>호출이나 낱말 찾기</translation>
    </message>
    <message>
        <source>Socket calls</source>
        <translation>소켓 호출</translation>
    </message>
    <message>
        <source>The call, explained</source>
        <translation>호출 설명</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>매개변수</translation>
    </message>
    <message>
        <source>Returns</source>
        <translation>반환값</translation>
    </message>
    <message>
        <source>Errors that are often met</source>
        <translation>자주 만나는 오류</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>그곳으로 가기</translation>
    </message>
    <message>
        <source>The manual page: man 2 %1</source>
        <translation>설명서: man 2 %1</translation>
    </message>
    <message>
        <source>In this run first at event %1: %2</source>
        <translation>이 실행에서 처음: 이벤트 %1, %2</translation>
    </message>
    <message>
        <source>Nothing runs that could call it.</source>
        <translation>실행 중인 것이 없어 호출도 없습니다.</translation>
    </message>
    <message>
        <source>Not called in this run so far.</source>
        <translation>이 실행에서는 아직 호출되지 않았습니다.</translation>
    </message>
</context>
<context>
    <name>lab::CaptureDialog</name>
    <message>
        <source>all interfaces at once</source>
        <translation>모든 인터페이스</translation>
    </message>
    <message>
        <source>this machine with itself</source>
        <translation>이 컴퓨터 안의 통신</translation>
    </message>
    <message>
        <source>down</source>
        <translation>꺼져 있음</translation>
    </message>
    <message>
        <source>Capture an interface</source>
        <translation>인터페이스 캡처</translation>
    </message>
    <message>
        <source>Packets of this machine&apos;s own network, as they pass. They are only looked at: nothing is sent, held or changed. The program below captures them; this window only shows what it writes.</source>
        <translation>이 컴퓨터의 실제 네트워크를 지나가는 패킷입니다. 보기만 할 뿐 보내거나 붙잡거나 바꾸지 않습니다. 캡처는 아래 프로그램이 하고, 이 창은 그 프로그램이 쓰는 것을 보여 주기만 합니다.</translation>
    </message>
    <message>
        <source>&amp;Interface:</source>
        <translation>인터페이스(&amp;I):</translation>
    </message>
    <message>
        <source>everything; or for example: tcp port 8080</source>
        <translation>비워 두면 전부. 예: tcp port 8080</translation>
    </message>
    <message>
        <source>&amp;Filter:</source>
        <translation>필터(&amp;F):</translation>
    </message>
    <message>
        <source>This is run:</source>
        <translation>실행할 명령:</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Ends after &amp;packets:</source>
        <translation>끝낼 패킷 수(&amp;P):</translation>
    </message>
    <message>
        <source>or after &amp;bytes:</source>
        <translation>또는 끝낼 크기(&amp;B):</translation>
    </message>
    <message>
        <source>The program ended without a capture.</source>
        <translation>프로그램이 아무것도 캡처하지 않고 끝났습니다.</translation>
    </message>
    <message>
        <source>With the &amp;sockets of this machine</source>
        <translation>이 컴퓨터의 소켓도 함께(&amp;S)</translation>
    </message>
    <message>
        <source>The kernel&apos;s tables of sockets are read meanwhile, and the processes that have them: packets lead to their program, and states of connections are the kernel&apos;s own, as well as that can be told. It only looks; no program is interrupted.</source>
        <translation>캡처하는 동안 커널의 소켓 표와 소켓을 가진 프로세스도 읽습니다. 알 수 있는 한 패킷에서 그 프로그램으로 이어지고, 연결의 상태는 커널이 알려준 것이 됩니다. 보기만 할 뿐 어떤 프로그램도 멈추지 않습니다.</translation>
    </message>
</context>
<context>
    <name>lab::CompareModel</name>
    <message>
        <source>Time (s)</source>
        <translation>시각(초)</translation>
    </message>
    <message>
        <source>Shown here</source>
        <translation>지금 보는 기록</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>차이</translation>
    </message>
</context>
<context>
    <name>lab::CompareView</name>
    <message>
        <source>Differences &amp;only</source>
        <translation>차이만(&amp;O)</translation>
    </message>
    <message>
        <source>Both recordings side by side</source>
        <translation>나란히 놓은 두 기록</translation>
    </message>
    <message>
        <source>The chosen row in full</source>
        <translation>고른 행의 전체 내용</translation>
    </message>
    <message>
        <source>Previous difference (Shift+F4)</source>
        <translation>이전 차이 (Shift+F4)</translation>
    </message>
    <message>
        <source>Next difference (F4)</source>
        <translation>다음 차이 (F4)</translation>
    </message>
    <message>
        <source>Close (Escape)</source>
        <translation>닫기 (Esc)</translation>
    </message>
    <message>
        <source>Choose a recording to compare this one with: File, Compare with another recording…</source>
        <translation>비교할 기록을 고르십시오: 파일, 다른 기록과 비교…</translation>
    </message>
    <message>
        <source>%1 % read</source>
        <translation>%1 % 읽음</translation>
    </message>
</context>
<context>
    <name>lab::CompilerMessageList</name>
    <message>
        <source>line %1</source>
        <translation>%1번째 줄</translation>
    </message>
    <message>
        <source>%1, line %2</source>
        <translation>%1의 %2번째 줄</translation>
    </message>
    <message>
        <source>error</source>
        <translation>오류</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>경고</translation>
    </message>
    <message>
        <source>note</source>
        <translation>참고</translation>
    </message>
    <message>
        <source>What the compiler said; Up and Down show the line</source>
        <translation>컴파일러의 메시지. 위아래 화살표 키로 해당 줄을 봅니다</translation>
    </message>
</context>
<context>
    <name>lab::ConversationModel</name>
    <message>
        <source>Inferred from the packets, as if all of them had arrived: who began it / the other end</source>
        <translation>패킷이 모두 도착했다고 보고 패킷에서 추론한 상태: 시작한 쪽 / 상대 쪽</translation>
    </message>
    <message>
        <source>Its beginning is not in the recording: whose port is higher is taken for the client</source>
        <translation>시작 부분이 기록에 없습니다. 포트 번호가 큰 쪽을 클라이언트로 봅니다</translation>
    </message>
    <message>
        <source>In the order in which they began</source>
        <translation>시작한 순서</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>번호</translation>
    </message>
    <message>
        <source>Who began the conversation</source>
        <translation>대화를 시작한 쪽</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>클라이언트</translation>
    </message>
    <message>
        <source>Whom the client turned to</source>
        <translation>클라이언트가 찾아간 쪽</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>서버</translation>
    </message>
    <message>
        <source>Of both ends, inferred from the packets</source>
        <translation>양쪽의 상태, 패킷에서 추론함</translation>
    </message>
    <message>
        <source>States (inferred)</source>
        <translation>상태 (추론)</translation>
    </message>
    <message>
        <source>Sent by the client + by the server</source>
        <translation>클라이언트가 보낸 수 + 서버가 보낸 수</translation>
    </message>
    <message>
        <source>Packets</source>
        <translation>패킷</translation>
    </message>
    <message>
        <source>Bytes of data that the client sent, repetitions too</source>
        <translation>클라이언트가 보낸 데이터의 바이트 수, 재전송 포함</translation>
    </message>
    <message>
        <source>Bytes →</source>
        <translation>바이트 →</translation>
    </message>
    <message>
        <source>Bytes of data that the server sent, repetitions too</source>
        <translation>서버가 보낸 데이터의 바이트 수, 재전송 포함</translation>
    </message>
    <message>
        <source>← Bytes</source>
        <translation>← 바이트</translation>
    </message>
    <message>
        <source>Retransmissions, of both ends</source>
        <translation>양쪽의 재전송 수</translation>
    </message>
    <message>
        <source>Sent again</source>
        <translation>재전송</translation>
    </message>
    <message>
        <source>Time of its first packet, in seconds</source>
        <translation>첫 패킷의 시각(초)</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>From its first packet to its last, in seconds</source>
        <translation>첫 패킷부터 마지막 패킷까지(초)</translation>
    </message>
    <message>
        <source>Lasted</source>
        <translation>지속</translation>
    </message>
    <message>
        <source>inferred</source>
        <translation>추론</translation>
    </message>
    <message>
        <source>The kernel&apos;s own: who began it / the other end</source>
        <translation>커널이 가진 상태: 시작한 쪽 / 상대 쪽</translation>
    </message>
    <message>
        <source>States</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>The kernel&apos;s own, and one that is inferred from the packets as if all of them had arrived: who began it / the other end</source>
        <translation>하나는 커널이 가진 상태이고, 하나는 패킷이 모두 도착했다고 보고 추론한 상태: 시작한 쪽 / 상대 쪽</translation>
    </message>
    <message>
        <source>Of both ends, as the kernel has them; inferred from the packets where it says so</source>
        <translation>양쪽의 상태, 커널이 가진 그대로. 추론이라고 적힌 것은 패킷에서 추론함</translation>
    </message>
</context>
<context>
    <name>lab::ConversationsView</name>
    <message>
        <source>&amp;Search</source>
        <translation>찾기(&amp;S)</translation>
    </message>
    <message>
        <source>10.9.0.2 · :8080 · ESTAB · reset · retransmission</source>
        <translation>10.9.0.2 · :8080 · ESTAB · reset · retransmission</translation>
    </message>
    <message>
        <source>Words to search the conversations for</source>
        <translation>대화에서 찾을 낱말</translation>
    </message>
    <message>
        <source>Follow stream</source>
        <translation>스트림 따라가기</translation>
    </message>
    <message>
        <source>What the two ends said to each other (Enter)</source>
        <translation>양쪽이 주고받은 내용 (Enter)</translation>
    </message>
    <message>
        <source>TCP conversations</source>
        <translation>TCP 대화</translation>
    </message>
    <message numerus="yes">
        <source>%n conversation(s)</source>
        <translation>
            <numerusform>대화 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2개 중 %1개</translation>
    </message>
    <message>
        <source>%1 % read</source>
        <translation>%1 % 읽음</translation>
    </message>
    <message>
        <source>No conversation has all these words.</source>
        <translation>이 낱말이 모두 들어 있는 대화가 없습니다.</translation>
    </message>
    <message>
        <source>There is no TCP conversation yet.</source>
        <translation>아직 TCP 대화가 없습니다.</translation>
    </message>
    <message>
        <source>The packets&apos; bytes are gone: the file was written over while it was open.</source>
        <translation>패킷의 바이트가 사라졌습니다. 파일이 열려 있는 동안 다른 내용으로 덮어써졌습니다.</translation>
    </message>
</context>
<context>
    <name>lab::DiagramTableDialog</name>
    <message>
        <source>The diagram as a table</source>
        <translation>표로 보는 다이어그램</translation>
    </message>
    <message>
        <source>&amp;Diagram</source>
        <translation>다이어그램(&amp;D)</translation>
    </message>
    <message>
        <source>Diagram</source>
        <translation>다이어그램</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>What the diagram shows at this moment, in words. A chosen row is selected in every view; Enter goes to its event.</source>
        <translation>다이어그램이 이 순간에 보여 주는 것을 글로 적었습니다. 고른 행은 모든 패널에서 선택되고, Enter를 누르면 그 이벤트로 갑니다.</translation>
    </message>
    <message>
        <source>Which diagram is shown as a table.</source>
        <translation>어느 다이어그램을 표로 보일지 고릅니다.</translation>
    </message>
    <message>
        <source>Closes this table; the lab goes on.</source>
        <translation>이 표를 닫습니다. 실습실은 계속됩니다.</translation>
    </message>
    <message>
        <source>%1 as a table</source>
        <translation>표로 보는 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n rows</source>
        <translation>
            <numerusform>%n행</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, still reading…</source>
        <translation>%1, 아직 읽는 중…</translation>
    </message>
</context>
<context>
    <name>lab::EventTableModel</name>
    <message>
        <source>Time (s)</source>
        <translation>시각(초)</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>위치</translation>
    </message>
    <message>
        <source>What</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>내용</translation>
    </message>
</context>
<context>
    <name>lab::EventsView</name>
    <message>
        <source>S&amp;how</source>
        <translation>보기(&amp;H)</translation>
    </message>
    <message>
        <source>All events</source>
        <translation>모든 이벤트</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>호출</translation>
    </message>
    <message>
        <source>Packets</source>
        <translation>패킷</translation>
    </message>
    <message>
        <source>Sockets</source>
        <translation>소켓</translation>
    </message>
    <message>
        <source>Which events to show</source>
        <translation>보여 줄 이벤트</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>이벤트</translation>
    </message>
    <message>
        <source>Enter: go to this event</source>
        <translation>Enter: 이 이벤트로 이동</translation>
    </message>
    <message>
        <source>Nothing has happened yet.</source>
        <translation>아직 아무 일도 일어나지 않았습니다.</translation>
    </message>
    <message>
        <source>No event is of this kind yet.</source>
        <translation>이 종류의 이벤트가 아직 없습니다.</translation>
    </message>
</context>
<context>
    <name>lab::FindView</name>
    <message>
        <source>Find in all events: connect · SYN · :8080 · ECONNREFUSED</source>
        <translation>모든 이벤트에서 찾기: connect · SYN · :8080 · ECONNREFUSED</translation>
    </message>
    <message>
        <source>Words to find in the events</source>
        <translation>이벤트에서 찾을 말</translation>
    </message>
    <message>
        <source>Previous found event (Shift+F3)</source>
        <translation>이전 찾은 이벤트 (Shift+F3)</translation>
    </message>
    <message>
        <source>Next found event (F3)</source>
        <translation>다음 찾은 이벤트 (F3)</translation>
    </message>
    <message>
        <source>Close (Escape)</source>
        <translation>닫기 (Esc)</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2개 중 %1번째</translation>
    </message>
    <message>
        <source>nowhere</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>%1 found</source>
        <translation>%1개 찾음</translation>
    </message>
    <message>
        <source>(%1 % read)</source>
        <translation>(%1 % 읽음)</translation>
    </message>
</context>
<context>
    <name>lab::FindingsView</name>
    <message>
        <source>Findings: what goes wrong in the programs</source>
        <translation>찾아낸 문제: 프로그램에서 잘못된 것</translation>
    </message>
    <message>
        <source>event %1</source>
        <translation>이벤트 %1</translation>
    </message>
    <message>
        <source>Nothing is proven wrong so far. Here stands what a program does wrong, as soon as its calls and packets prove it, and what to do about it.</source>
        <translation>아직 잘못으로 밝혀진 것이 없습니다. 호출과 패킷이 증명하는 대로, 프로그램이 무엇을 잘못했고 어떻게 고치는지 여기에 나옵니다.</translation>
    </message>
</context>
<context>
    <name>lab::GlossaryView</name>
    <message>
        <source>Search: SYN queue · port · EPIPE</source>
        <translation>찾기: SYN 큐 · 포트 · EPIPE</translation>
    </message>
    <message>
        <source>Words to find in the glossary</source>
        <translation>용어집에서 찾을 말</translation>
    </message>
    <message>
        <source>Entries of the glossary</source>
        <translation>용어집의 항목</translation>
    </message>
    <message>
        <source>The entry, and where it happens in this run</source>
        <translation>항목과, 이번 실행에서 그것이 일어난 곳</translation>
    </message>
    <message>
        <source>state of a TCP socket</source>
        <translation>TCP 소켓의 상태</translation>
    </message>
    <message>
        <source>call</source>
        <translation>호출</translation>
    </message>
    <message>
        <source>error number</source>
        <translation>오류 번호</translation>
    </message>
    <message>
        <source>socket option</source>
        <translation>소켓 옵션</translation>
    </message>
    <message>
        <source>TCP flag</source>
        <translation>TCP 플래그</translation>
    </message>
    <message>
        <source>signal</source>
        <translation>시그널</translation>
    </message>
    <message>
        <source>counter of the kernel</source>
        <translation>커널의 카운터</translation>
    </message>
    <message>
        <source>kernel setting</source>
        <translation>커널 설정</translation>
    </message>
    <message>
        <source>event %1, %2 s</source>
        <translation>이벤트 %1, %2초</translation>
    </message>
    <message>
        <source>A word of the lessons and of this program: nothing that happens on sockets is an example of it.</source>
        <translation>실습과 이 프로그램에서 쓰는 말이다. 소켓에서 일어나는 일 가운데 이것의 예가 되는 것은 없다.</translation>
    </message>
    <message>
        <source>A picture in this window. It is drawn from all that happens; no one event shows it.</source>
        <translation>이 창에 있는 그림이다. 일어난 모든 일로 그리므로, 이벤트 하나로는 볼 수 없다.</translation>
    </message>
    <message>
        <source>It lies in what the programs&apos; bytes mean, which no kernel knows: look at the bytes of what is sent.</source>
        <translation>프로그램이 주고받는 바이트의 뜻에 있는 것이라 커널은 모른다. 보낸 것의 바이트를 들여다보면 된다.</translation>
    </message>
    <message>
        <source>In this run</source>
        <translation>이번 실행에서</translation>
    </message>
    <message>
        <source>… and more after these.</source>
        <translation>… 이 뒤로 더 있음.</translation>
    </message>
    <message>
        <source>… and %1 more after these.</source>
        <translation>… 이 뒤로 %1개 더 있음.</translation>
    </message>
    <message>
        <source>Looking through the events …</source>
        <translation>이벤트를 살펴보는 중…</translation>
    </message>
    <message>
        <source>Not in this run so far.</source>
        <translation>이번 실행에서는 아직 나오지 않았다.</translation>
    </message>
    <message>
        <source>Lessons that speak of it</source>
        <translation>이 말이 나오는 실습</translation>
    </message>
    <message>
        <source>… and %1 more.</source>
        <translation>… 그 밖에 %1개.</translation>
    </message>
    <message>
        <source>Choose an entry, or type a part of its name in either language. Terms with a dotted line in the other panels lead here, too.</source>
        <translation>항목을 고르거나 이름의 일부를 한국어나 영어로 입력한다. 다른 패널에서 점선이 그어진 용어를 눌러도 여기로 온다.</translation>
    </message>
</context>
<context>
    <name>lab::HostCard</name>
    <message>
        <source>address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>descriptor %1: %2</source>
        <translation>디스크립터 %1: %2</translation>
    </message>
    <message>
        <source>place in the queue</source>
        <translation>큐의 자리</translation>
    </message>
    <message>
        <source>free</source>
        <translation>비어 있음</translation>
    </message>
    <message>
        <source>No program here yet.</source>
        <translation>아직 프로그램이 없습니다.</translation>
    </message>
    <message>
        <source>Client host</source>
        <translation>클라이언트 호스트</translation>
    </message>
    <message>
        <source>Server host</source>
        <translation>서버 호스트</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>대기 중</translation>
    </message>
    <message numerus="yes">
        <source>and %n more free</source>
        <translation>
            <numerusform>빈자리 %n개 더</numerusform>
        </translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>이 컴퓨터</translation>
    </message>
    <message>
        <source>All programs are on this one host</source>
        <translation>모든 프로그램이 이 호스트에 있음</translation>
    </message>
</context>
<context>
    <name>lab::InspectorView</name>
    <message>
        <source>Fields of the selected event</source>
        <translation>선택한 이벤트의 필드</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>바이트</translation>
    </message>
    <message>
        <source>Nothing has happened yet</source>
        <translation>아직 아무 일도 없었다</translation>
    </message>
    <message>
        <source>Select a call, a packet or a socket anywhere: it is taken apart here.</source>
        <translation>어디서든 호출, 패킷, 소켓을 고르면 여기서 하나하나 풀어 보여 준다.</translation>
    </message>
    <message>
        <source>event %1</source>
        <translation>이벤트 %1</translation>
    </message>
</context>
<context>
    <name>lab::LayersPage</name>
    <message>
        <source>The layers of the packet</source>
        <translation>패킷의 계층</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>계층</translation>
    </message>
</context>
<context>
    <name>lab::LessonView</name>
    <message>
        <source>Goals</source>
        <translation>학습 목표</translation>
    </message>
    <message>
        <source>STEPS</source>
        <translation>단계</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>다시 시작</translation>
    </message>
    <message>
        <source>Begin this lesson again with a fresh lab</source>
        <translation>새 실습실에서 이 실습을 처음부터</translation>
    </message>
    <message>
        <source>Progress of the lesson</source>
        <translation>실습 진행 상황</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>실습</translation>
    </message>
    <message>
        <source>Basics</source>
        <translation>기초</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>연결</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>데이터</translation>
    </message>
    <message>
        <source>Closing</source>
        <translation>종료</translation>
    </message>
    <message>
        <source>UDP</source>
        <translation>UDP</translation>
    </message>
    <message>
        <source>Many clients</source>
        <translation>여러 클라이언트</translation>
    </message>
    <message>
        <source>Programs</source>
        <translation>프로그램</translation>
    </message>
    <message>
        <source>No lesson is open</source>
        <translation>열린 실습이 없습니다</translation>
    </message>
    <message>
        <source>This is a recording, or there is no lab yet. Look around with the playback bar below, or choose a lesson above.</source>
        <translation>지금은 기록을 보고 있거나 아직 실습실이 없습니다. 아래 되돌아보기 막대로 살펴보거나 위에서 실습을 고르세요.</translation>
    </message>
    <message>
        <source>%1 · level %2</source>
        <translation>%1 · 난이도 %2</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1분</translation>
    </message>
    <message>
        <source>The lab is being set up…</source>
        <translation>실습실을 준비하는 중…</translation>
    </message>
    <message>
        <source>All %1 steps</source>
        <translation>모두 %1단계</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>%2단계 중 %1단계</translation>
    </message>
    <message>
        <source>The lesson is finished.</source>
        <translation>실습을 마쳤습니다.</translation>
    </message>
    <message>
        <source>You predicted %1 of %2 right.</source>
        <translation>예측 %2개 중 %1개를 맞혔습니다.</translation>
    </message>
    <message>
        <source>Steps that went differently on your kernel: %1</source>
        <translation>이 커널에서 결과가 달랐던 단계: %1개</translation>
    </message>
    <message>
        <source>Here you are on your own: in the sandbox you let programs call what you like, in any order, right or wrong; your own programs go as they were written. The other panels show what the kernels make of it.</source>
        <translation>여기서는 스스로 해 봅니다. 자유 실습에서는 프로그램이 무엇이든 어떤 순서로든, 맞든 틀리든 호출하게 하고, 내 프로그램은 쓰인 그대로 갑니다. 커널이 그것을 어떻게 다루는지는 다른 패널이 보여 줍니다.</translation>
    </message>
</context>
<context>
    <name>lab::LinkDialog</name>
    <message>
        <source>Delay and rate of the wire</source>
        <translation>전선의 지연과 속도</translation>
    </message>
    <message>
        <source>While the wire flows, a packet waits for those before it, is sent bit by bit, and is then on its way. One that finds the queue full is lost. Both directions are alike. What you release by hand is there at once.</source>
        <translation>패킷이 흐르는 동안 각 패킷은 앞의 패킷들을 기다렸다가 한 비트씩 나간 다음, 전선을 따라간다. 큐가 가득 차 있으면 그 패킷은 사라진다. 양쪽 방향이 같다. 손으로 통과시킨 패킷은 바로 도착한다.</translation>
    </message>
    <message>
        <source>As written below</source>
        <translation>아래에 적은 대로</translation>
    </message>
    <message>
        <source>without a limit</source>
        <translation>제한 없음</translation>
    </message>
    <message>
        <source>&amp;Link:</source>
        <translation>링크(&amp;L):</translation>
    </message>
    <message>
        <source>&amp;Delay, one way:</source>
        <translation>한쪽 방향의 지연(&amp;D):</translation>
    </message>
    <message>
        <source>&amp;Rate:</source>
        <translation>전송 속도(&amp;R):</translation>
    </message>
    <message>
        <source>Packets that may &amp;wait:</source>
        <translation>기다릴 수 있는 패킷 수(&amp;W):</translation>
    </message>
    <message>
        <source>Use this link</source>
        <translation>이 링크 쓰기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>None: packets cross at once</source>
        <translation>없음: 패킷이 바로 건너감</translation>
    </message>
    <message>
        <source>A line across the country</source>
        <translation>국내를 가로지르는 회선</translation>
    </message>
    <message>
        <source>Another continent</source>
        <translation>다른 대륙까지</translation>
    </message>
    <message>
        <source>A narrow line with a short queue</source>
        <translation>느린 회선, 짧은 큐</translation>
    </message>
    <message>
        <source>A narrow line with a long queue</source>
        <translation>느린 회선, 긴 큐</translation>
    </message>
    <message>
        <source>By satellite</source>
        <translation>위성 회선</translation>
    </message>
    <message>
        <source>A telephone modem</source>
        <translation>전화 모뎀</translation>
    </message>
</context>
<context>
    <name>lab::MainWindow</name>
    <message>
        <source>Compare with another recording</source>
        <translation>다른 기록과 비교</translation>
    </message>
    <message>
        <source>Recordings, captures and strace (*.pcapng *.pcap *.cap *.strace *.gz *.zst);;All files (*)</source>
        <translation>기록, 캡처, strace (*.pcapng *.pcap *.cap *.strace *.gz *.zst);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>Sockets of this machine</source>
        <translation>이 컴퓨터의 소켓</translation>
    </message>
    <message>
        <source>The sockets of this machine are no longer watched. What was recorded is kept.</source>
        <translation>이 컴퓨터의 소켓을 더 이상 지켜보지 않습니다. 기록된 내용은 남아 있습니다.</translation>
    </message>
    <message>
        <source>%1 was let go and runs on. What was recorded is kept.</source>
        <translation>%1을(를) 놓아주었습니다. 계속 실행되며, 기록된 내용은 남아 있습니다.</translation>
    </message>
    <message>
        <source>Watch again</source>
        <translation>다시 지켜보기</translation>
    </message>
    <message>
        <source>A lesson can&apos;t be read: %1</source>
        <translation>실습 파일을 읽을 수 없습니다: %1</translation>
    </message>
    <message>
        <source>Recent recordings</source>
        <translation>최근 기록</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>패널</translation>
    </message>
    <message>
        <source>The client has no call to make now.</source>
        <translation>지금은 클라이언트가 할 호출이 없습니다.</translation>
    </message>
    <message>
        <source>The server has no call to make now.</source>
        <translation>지금은 서버가 할 호출이 없습니다.</translation>
    </message>
    <message>
        <source>About Socket Lab</source>
        <translation>Socket Lab 정보</translation>
    </message>
    <message>
        <source>Socket Lab %1

Real client and server sockets, step by step, in Linux network namespaces, with every packet held on the lab&apos;s own wire.</source>
        <translation>Socket Lab %1

리눅스 네트워크 네임스페이스 안에서 진짜 클라이언트와 서버 소켓을 한 단계씩 움직이고, 모든 패킷을 전선 위에 붙잡아 둡니다.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>The first lesson is missing from the lab&apos;s resources.</source>
        <translation>설치된 자료에 첫 실습이 없습니다.</translation>
    </message>
    <message>
        <source>Show the recorded lesson</source>
        <translation>녹화된 실습 보기</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>이 컴퓨터</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Start a new lab</source>
        <translation>새 실습실 시작</translation>
    </message>
    <message>
        <source>The lab could not start.</source>
        <translation>실습실을 시작하지 못했습니다.</translation>
    </message>
    <message>
        <source>The lab has ended. What was recorded is kept.</source>
        <translation>실습실이 끝났습니다. 지금까지의 기록은 남아 있습니다.</translation>
    </message>
    <message>
        <source>A session of %1 was not closed: %2 events. Open it?</source>
        <translation>%1에 시작한 실습이 닫히지 않고 남아 있습니다(이벤트 %2개). 열까요?</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>버리기</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>나중에</translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>자유 실습</translation>
    </message>
    <message>
        <source>Unsaved recording</source>
        <translation>저장하지 않은 기록</translation>
    </message>
    <message>
        <source>Socket Lab</source>
        <translation>Socket Lab</translation>
    </message>
    <message>
        <source>%1[*] – Socket Lab</source>
        <translation>%1[*] – Socket Lab</translation>
    </message>
    <message>
        <source>Save recording as</source>
        <translation>다른 이름으로 기록 저장</translation>
    </message>
    <message>
        <source>Recordings (*.pcapng)</source>
        <translation>기록 (*.pcapng)</translation>
    </message>
    <message>
        <source>What happened in this lab is not saved. Save the recording first?</source>
        <translation>이 실습에서 일어난 일을 아직 저장하지 않았습니다. 먼저 기록을 저장할까요?</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>저장…</translation>
    </message>
    <message>
        <source>Don&apos;t save</source>
        <translation>저장 안 함</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>You are root, and a program of your own could then do anything to this machine. Start the lab as an ordinary user, or with: socketlab --allow-root</source>
        <translation>지금은 root라서 내 프로그램이 이 컴퓨터에 무엇이든 할 수 있습니다. 일반 사용자로 실습실을 시작하거나, 다음과 같이 시작하세요: socketlab --allow-root</translation>
    </message>
    <message>
        <source>The compiler warns: %1</source>
        <translation>컴파일러 경고: %1</translation>
    </message>
    <message>
        <source>Your own programs</source>
        <translation>내 프로그램</translation>
    </message>
    <message>
        <source>%1 has ended. What was recorded is kept.</source>
        <translation>%1이(가) 끝났습니다. 지금까지의 기록은 남아 있습니다.</translation>
    </message>
    <message>
        <source>%1 is no longer watched. %2</source>
        <translation>더는 %1을(를) 지켜보지 않습니다. %2</translation>
    </message>
    <message>
        <source>Watch another</source>
        <translation>다른 프로그램 지켜보기</translation>
    </message>
    <message>
        <source>%1 (pid %2)</source>
        <translation>%1 (pid %2)</translation>
    </message>
    <message numerus="yes">
        <source>The compiler has %n warnings; they are marked in the source.</source>
        <translation>
            <numerusform>컴파일러 경고가 %n개 있습니다. 소스의 해당 줄에 표시했습니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 did not compile: %n errors, marked in the source.</source>
        <translation>
            <numerusform>%1: 컴파일되지 않았습니다. 오류 %n개를 소스의 해당 줄에 표시했습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Compile again…</source>
        <translation>다시 컴파일…</translation>
    </message>
    <message>
        <source>127.0.0.1 is the host that a program runs on itself, and here the server is on the other one. Two ways lead there: the wire takes the client&apos;s 127.0.0.1 to the server host, or all programs run on one host whose loopback goes by way of the wire.</source>
        <translation>127.0.0.1은 프로그램이 실행되는 호스트 자신이고, 여기서 서버는 다른 호스트에 있습니다. 서버에 닿는 방법은 두 가지입니다. 전선이 클라이언트의 127.0.0.1을 서버 호스트로 보내거나, 모든 프로그램을 한 호스트에서 실행하고 그 루프백이 전선을 거치게 합니다.</translation>
    </message>
    <message>
        <source>Two hosts, rewritten</source>
        <translation>두 호스트, 주소 바꿔 쓰기</translation>
    </message>
    <message>
        <source>One host, loopback</source>
        <translation>한 호스트, 루프백</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>내보내기</translation>
    </message>
    <message>
        <source>Exported to %1.</source>
        <translation>%1에 내보냈습니다.</translation>
    </message>
    <message>
        <source>The diagram is copied as a picture.</source>
        <translation>다이어그램을 그림으로 복사했습니다.</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>테마</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>고대비</translation>
    </message>
    <message>
        <source>What you do in lessons can&apos;t be kept: %1</source>
        <translation>실습 진행 상황을 저장할 수 없습니다: %1</translation>
    </message>
    <message>
        <source>Save the session as a lesson</source>
        <translation>세션을 실습 파일로 저장</translation>
    </message>
    <message>
        <source>Lessons (*.yaml)</source>
        <translation>실습 파일 (*.yaml)</translation>
    </message>
    <message>
        <source>Saved as the lesson %1. Its sentences say what to write in their place.</source>
        <translation>실습 파일 %1(으)로 저장했습니다. 파일 안의 문장은 그 자리에 무엇을 적을지 알려 줍니다.</translation>
    </message>
    <message>
        <source>No lesson was made: %1</source>
        <translation>실습 파일을 만들지 못했습니다: %1</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>확인</translation>
    </message>
    <message>
        <source>This lesson has changed since you were here: its steps are others now, so it begins afresh.</source>
        <translation>지난번에 한 뒤로 이 실습이 바뀌었습니다. 단계가 달라졌으므로 처음부터 시작합니다.</translation>
    </message>
    <message>
        <source>You left this lesson at step %1 of %2.</source>
        <translation>이 실습은 %2단계 중 %1단계까지 와 있습니다.</translation>
    </message>
    <message>
        <source>Go on at step %1</source>
        <translation>%1단계부터 계속</translation>
    </message>
    <message>
        <source>From the start</source>
        <translation>처음부터</translation>
    </message>
    <message>
        <source>The note is not in the file yet. %1</source>
        <translation>메모가 아직 파일에 들어가지 않았습니다. %1</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>다른 이름으로 저장…</translation>
    </message>
    <message>
        <source>Open recording or lesson</source>
        <translation>기록이나 실습 열기</translation>
    </message>
    <message>
        <source>%1 runs programs that came with it, and you are root: they could do anything to this machine. Start the lab as an ordinary user, or with: socketlab --allow-root</source>
        <translation>%1 실습은 함께 온 프로그램을 실행하는데, 지금 root이므로 그 프로그램이 이 컴퓨터에 무엇이든 할 수 있습니다. 일반 사용자로 실습실을 시작하거나 다음과 같이 시작하세요: socketlab --allow-root</translation>
    </message>
    <message>
        <source>Programs of a lesson</source>
        <translation>실습의 프로그램</translation>
    </message>
    <message>
        <source>The lesson %1 runs programs that came with it. They may do whatever you may do: read and delete your files, for example. Run them only if you trust who wrote them.</source>
        <translation>%1 실습은 함께 온 프로그램을 실행합니다. 그 프로그램은 파일을 읽거나 지우는 것처럼 사용자가 할 수 있는 모든 일을 할 수 있습니다. 만든 사람을 믿을 때만 실행하세요.</translation>
    </message>
    <message>
        <source>These commands would be run:</source>
        <translation>실행할 명령:</translation>
    </message>
    <message>
        <source>Run them</source>
        <translation>실행하기</translation>
    </message>
    <message>
        <source>%1. The lesson goes on as it was.</source>
        <translation>%1. 실습은 고치기 전 그대로 이어집니다.</translation>
    </message>
    <message>
        <source>%1 was saved and runs programs that came with it, but you are root. The lesson goes on as it was.</source>
        <translation>%1이(가) 저장되었지만 함께 온 프로그램을 실행하려 하고, 지금은 root로 실행 중입니다. 실습은 고치기 전 그대로 이어집니다.</translation>
    </message>
    <message>
        <source>%1 was saved, and something that was performed already is different there. This run goes on as it was.</source>
        <translation>%1이(가) 저장되었는데, 이미 수행한 부분이 달라졌습니다. 지금 실습은 고치기 전 그대로 이어집니다.</translation>
    </message>
    <message>
        <source>Begin anew</source>
        <translation>새로 시작</translation>
    </message>
    <message>
        <source>%1 was saved and now runs other programs that came with it. Until you agree, the lesson goes on as it was.</source>
        <translation>%1이(가) 저장되었고, 이제 함께 온 다른 프로그램을 실행하려 합니다. 동의할 때까지 실습은 고치기 전 그대로 이어집니다.</translation>
    </message>
    <message>
        <source>See what it runs…</source>
        <translation>무엇을 실행하는지 보기…</translation>
    </message>
    <message>
        <source>Example programs</source>
        <translation>예제 프로그램</translation>
    </message>
    <message>
        <source>Open it as it is now</source>
        <translation>지금 상태로 다시 열기</translation>
    </message>
    <message>
        <source>Capture on %1</source>
        <translation>%1 캡처</translation>
    </message>
    <message>
        <source>Standard input</source>
        <translation>표준 입력</translation>
    </message>
    <message>
        <source>Recordings, captures, strace and lessons (*.pcapng *.pcap *.cap *.strace *.gz *.zst *.yaml *.yml);;All files (*)</source>
        <translation>기록, 캡처, strace 출력, 실습 (*.pcapng *.pcap *.cap *.strace *.gz *.zst *.yaml *.yml);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>Connections with the kernel&apos;s own states: %1.</source>
        <translation>커널이 알려준 상태를 가진 연결: %1.</translation>
    </message>
</context>
<context>
    <name>lab::ManualWindow</name>
    <message>
        <source>Manual</source>
        <translation>설명서</translation>
    </message>
    <message>
        <source>The manual: the same pages as in the folder docs of the project.</source>
        <translation>설명서입니다. 프로젝트의 docs 폴더에 있는 것과 같은 쪽들입니다.</translation>
    </message>
    <message>
        <source>Search all pages…</source>
        <translation>모든 쪽에서 찾기…</translation>
    </message>
    <message>
        <source>Search all pages</source>
        <translation>모든 쪽에서 찾기</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>쪽</translation>
    </message>
    <message>
        <source>Page of the manual</source>
        <translation>설명서의 쪽</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>Find next</source>
        <translation>다음 찾기</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message numerus="yes">
        <source>%n pages</source>
        <translation>
            <numerusform>%n쪽</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is in the project&apos;s folder, not in the manual.</source>
        <translation>%1은(는) 설명서가 아니라 프로젝트 폴더에 있습니다.</translation>
    </message>
</context>
<context>
    <name>lab::NoteEditor</name>
    <message>
        <source>Note on event %1</source>
        <translation>이벤트 %1의 메모</translation>
    </message>
    <message>
        <source>What is to be seen here?</source>
        <translation>여기서 무엇을 볼 수 있나요?</translation>
    </message>
    <message>
        <source>Keep the note</source>
        <translation>메모 남기기</translation>
    </message>
    <message>
        <source>Ctrl+Enter. A note without text is taken back.</source>
        <translation>Ctrl+Enter. 글이 없는 메모는 거두어집니다.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>lab::NumberPage</name>
    <message>
        <source>&amp;Divided as in</source>
        <translation>나누는 방식(&amp;D)</translation>
    </message>
    <message>
        <source>D&amp;ecimal</source>
        <translation>십진수(&amp;E)</translation>
    </message>
    <message>
        <source>He&amp;xadecimal</source>
        <translation>십육진수(&amp;X)</translation>
    </message>
    <message>
        <source>&amp;Binary</source>
        <translation>이진수(&amp;B)</translation>
    </message>
    <message>
        <source>The 32 bits of the socket number</source>
        <translation>소켓 번호의 32비트</translation>
    </message>
    <message>
        <source>Click a bit, or choose it with Left and Right and press Enter</source>
        <translation>비트를 누르거나, 왼쪽·오른쪽 키로 골라 Enter를 누르세요</translation>
    </message>
    <message>
        <source>&amp;Of this run</source>
        <translation>이 실행의 종단점(&amp;O)</translation>
    </message>
    <message>
        <source>The 48 bits of today&apos;s endpoint</source>
        <translation>오늘날 종단점의 48비트</translation>
    </message>
    <message>
        <source>Not a number from 0 to 4294967295 in this notation; the last one stays.</source>
        <translation>이 표기법으로 0부터 4294967295까지의 수가 아닙니다. 앞의 수를 그대로 둡니다.</translation>
    </message>
</context>
<context>
    <name>lab::Panels</name>
    <message>
        <source>The panels of the lab. Drag the gaps between them; the View menu hides and shows each.</source>
        <translation>실습실의 패널들입니다. 사이를 끌어 크기를 바꾸고, 보기 메뉴에서 하나씩 숨기거나 보일 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>lab::PlaybackView</name>
    <message>
        <source>To the beginning</source>
        <translation>처음으로</translation>
    </message>
    <message>
        <source>One event back</source>
        <translation>이벤트 하나 뒤로</translation>
    </message>
    <message>
        <source>One event forward</source>
        <translation>이벤트 하나 앞으로</translation>
    </message>
    <message>
        <source>To the newest event, and follow it</source>
        <translation>가장 최근 이벤트로 가서 따라가기</translation>
    </message>
    <message>
        <source>Position in what happened</source>
        <translation>지금까지 일어난 일 가운데 보고 있는 위치</translation>
    </message>
    <message>
        <source>looking back</source>
        <translation>되돌아보는 중</translation>
    </message>
    <message>
        <source>live</source>
        <translation>실시간</translation>
    </message>
    <message>
        <source>end</source>
        <translation>끝</translation>
    </message>
</context>
<context>
    <name>lab::PredictCard</name>
    <message>
        <source>PREDICT</source>
        <translation>예측하기</translation>
    </message>
    <message>
        <source>Check by running</source>
        <translation>실행해서 확인</translation>
    </message>
    <message>
        <source>Show me</source>
        <translation>정답 보기</translation>
    </message>
    <message>
        <source>Run on without an answer</source>
        <translation>답하지 않고 계속</translation>
    </message>
    <message>
        <source>Right: %1</source>
        <translation>맞았습니다: %1</translation>
    </message>
    <message>
        <source>Not quite. It is: %1</source>
        <translation>아쉽습니다. 정답은 %1</translation>
    </message>
    <message>
        <source>Answer: %1</source>
        <translation>정답: %1</translation>
    </message>
</context>
<context>
    <name>lab::Presentation</name>
    <message>
        <source>One diagram for an audience, with what the lesson says. A presenter&apos;s remote steps on and back; Escape leaves.</source>
        <translation>청중에게 보이는 다이어그램 하나와 실습의 설명입니다. 발표용 리모컨으로 앞뒤로 가고, Esc로 나갑니다.</translation>
    </message>
    <message>
        <source>Looking back: event %1 of %2</source>
        <translation>돌아보는 중: 이벤트 %2개 중 %1번째</translation>
    </message>
    <message>
        <source>The lab is being set up…</source>
        <translation>실습실을 준비하는 중…</translation>
    </message>
    <message>
        <source>The lesson is finished.</source>
        <translation>실습을 마쳤습니다.</translation>
    </message>
    <message>
        <source>Now: %1</source>
        <translation>지금: %1</translation>
    </message>
    <message>
        <source>Next: %1</source>
        <translation>다음: %1</translation>
    </message>
    <message>
        <source>Presentation</source>
        <translation>발표 화면</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>Page Up</source>
        <translation>Page Up</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>다음 단계</translation>
    </message>
    <message>
        <source>Page Down, Space</source>
        <translation>Page Down, Space</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>재생</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>검은 화면</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>나가기</translation>
    </message>
    <message>
        <source>Escape, F5, F11</source>
        <translation>Esc, F5, F11</translation>
    </message>
    <message>
        <source>Diagram</source>
        <translation>다이어그램</translation>
    </message>
    <message>
        <source>Which diagram is shown (Ctrl+Tab)</source>
        <translation>어느 다이어그램을 보일지 고릅니다 (Ctrl+Tab)</translation>
    </message>
    <message>
        <source>Next: the answers to choose from</source>
        <translation>다음: 선택지 보기</translation>
    </message>
</context>
<context>
    <name>lab::ProgramRow</name>
    <message>
        <source>Server 10.9.0.2</source>
        <translation>서버 10.9.0.2</translation>
    </message>
    <message>
        <source>Client 10.9.0.1</source>
        <translation>클라이언트 10.9.0.1</translation>
    </message>
    <message>
        <source>Host of the program</source>
        <translation>프로그램의 호스트</translation>
    </message>
    <message>
        <source>server.c, or a command line such as nc -l 7000</source>
        <translation>server.c 또는 nc -l 7000 같은 명령줄</translation>
    </message>
    <message>
        <source>Program and its arguments</source>
        <translation>프로그램과 인수</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>파일…</translation>
    </message>
    <message>
        <source>More</source>
        <translation>더 보기</translation>
    </message>
    <message>
        <source>Remove this program</source>
        <translation>이 프로그램 빼기</translation>
    </message>
    <message>
        <source>Working folder</source>
        <translation>작업 폴더</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>환경 변수</translation>
    </message>
    <message>
        <source>that of the source file, or the one the lab was started in</source>
        <translation>소스 파일의 폴더, 없으면 실습실을 시작한 폴더</translation>
    </message>
    <message>
        <source>Source file or program</source>
        <translation>소스 파일 또는 프로그램</translation>
    </message>
    <message>
        <source>C and C++ sources (*.c *.cpp *.cc);;All files (*)</source>
        <translation>C와 C++ 소스 (*.c *.cpp *.cc);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>Standard input</source>
        <translation>표준 입력</translation>
    </message>
    <message>
        <source>none: reading it finds its end</source>
        <translation>없음: 읽으면 바로 끝</translation>
    </message>
    <message>
        <source>from a file</source>
        <translation>파일에서</translation>
    </message>
    <message>
        <source>typed in the Output tab</source>
        <translation>프로그램 출력 탭에서 입력</translation>
    </message>
    <message>
        <source>Standard input of the program</source>
        <translation>프로그램의 표준 입력</translation>
    </message>
    <message>
        <source>File for the standard input</source>
        <translation>표준 입력으로 쓸 파일</translation>
    </message>
    <message>
        <source>path of the file</source>
        <translation>파일 경로</translation>
    </message>
</context>
<context>
    <name>lab::ProgramsDialog</name>
    <message>
        <source>Your own programs</source>
        <translation>내 프로그램</translation>
    </message>
    <message>
        <source>Any client and any server: C and C++ sources are compiled, other programs run as they are. The server host is 10.9.0.2, the client host 10.9.0.1.</source>
        <translation>어떤 클라이언트와 서버든 됩니다. C와 C++ 소스는 컴파일하고, 다른 프로그램은 그대로 실행합니다. 서버 호스트는 10.9.0.2, 클라이언트 호스트는 10.9.0.1입니다.</translation>
    </message>
    <message>
        <source>Add a server</source>
        <translation>서버 추가</translation>
    </message>
    <message>
        <source>Add a client</source>
        <translation>클라이언트 추가</translation>
    </message>
    <message>
        <source>Clients start when the server listens</source>
        <translation>서버가 listen하면 클라이언트를 시작</translation>
    </message>
    <message>
        <source>Clients first</source>
        <translation>클라이언트 먼저</translation>
    </message>
    <message>
        <source>All at once</source>
        <translation>모두 한꺼번에</translation>
    </message>
    <message>
        <source>&amp;Order</source>
        <translation>순서(&amp;O)</translation>
    </message>
    <message>
        <source>127.0.0.&amp;1</source>
        <translation>127.0.0.&amp;1</translation>
    </message>
    <message>
        <source>&amp;Stop before each socket call; Space steps</source>
        <translation>소켓 호출마다 그 앞에 멈춤, 스페이스로 진행(&amp;S)</translation>
    </message>
    <message>
        <source>This is what will run:</source>
        <translation>실행될 것:</translation>
    </message>
    <message>
        <source>What the compiler said</source>
        <translation>컴파일러의 말</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>on the server host: %1</source>
        <translation>서버 호스트에서: %1</translation>
    </message>
    <message>
        <source>on the client host: %1</source>
        <translation>클라이언트 호스트에서: %1</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>아직 없음</translation>
    </message>
    <message>
        <source>Compiling…</source>
        <translation>컴파일 중…</translation>
    </message>
    <message>
        <source>means each program&apos;s own host, as everywhere</source>
        <translation>보통 때처럼 프로그램이 실행되는 호스트 자신</translation>
    </message>
    <message>
        <source>two hosts: it leads from the client host to the server host</source>
        <translation>두 호스트: 클라이언트 호스트에서 서버 호스트로 이어짐</translation>
    </message>
    <message>
        <source>one host: all programs on it, its loopback by way of the wire</source>
        <translation>한 호스트: 모든 프로그램을 실행하고 루프백이 전선을 거침</translation>
    </message>
    <message>
        <source>The wire writes 10.9.0.2 into the client&apos;s packets for 127.0.0.1, and 127.0.0.1 into the answers; the recording says so.</source>
        <translation>전선이 127.0.0.1로 가는 클라이언트의 패킷에는 10.9.0.2를, 응답에는 127.0.0.1을 적어 넣고, 그 사실을 기록에 남깁니다.</translation>
    </message>
    <message>
        <source>All programs run on the server host. What it sends to itself goes out on the wire, can be held there, and comes in again; the client host stays empty.</source>
        <translation>모든 프로그램이 서버 호스트에서 실행됩니다. 이 호스트가 자신에게 보내는 패킷은 전선으로 나가 붙잡을 수 있고 다시 들어옵니다. 클라이언트 호스트는 비어 있습니다.</translation>
    </message>
    <message>
        <source>%1 has 127.0.0.1 written into it, and on two hosts the server is not there. Choose one of the two other ways.</source>
        <translation>%1에는 127.0.0.1이 적혀 있는데, 호스트가 둘이면 서버는 그 주소에 없습니다. 나머지 두 방법 중 하나를 고르세요.</translation>
    </message>
</context>
<context>
    <name>lab::ReadingRoom</name>
    <message>
        <source>Three chapters to read beside the lab. What they show is taken from the run that is open.</source>
        <translation>실습 곁에서 읽는 세 장입니다. 보여 주는 것은 지금 열린 실행에서 가져옵니다.</translation>
    </message>
    <message>
        <source>Back to the lab</source>
        <translation>실습 화면으로</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>번호</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>필드</translation>
    </message>
    <message>
        <source>Bits</source>
        <translation>비트</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
</context>
<context>
    <name>lab::RecordingGrowth</name>
    <message>
        <source>%1 is damaged %2; what came before it is shown.</source>
        <translation>%1이(가) 손상되었습니다(%2). 그 앞까지는 보여 줍니다.</translation>
    </message>
    <message>
        <source>The capture on %1 has ended: %2</source>
        <translation>%1 캡처가 끝났습니다. %2</translation>
    </message>
    <message>
        <source>The capture on %1 has ended: its limit of %2 MB is reached.</source>
        <translation>%1 캡처가 끝났습니다. 한도인 %2MB에 이르렀습니다.</translation>
    </message>
    <message>
        <source>The capture on %1 has ended.</source>
        <translation>%1 캡처가 끝났습니다.</translation>
    </message>
    <message numerus="yes">
        <source>The kernel had no room for %n packets; they are missing.</source>
        <translation>
            <numerusform>커널에 자리가 없어 패킷 %n개가 빠졌습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 was begun anew by another program. What it had before is still shown.</source>
        <translation>다른 프로그램이 %1을(를) 처음부터 다시 쓰기 시작했습니다. 그 전까지의 내용은 그대로 보여 줍니다.</translation>
    </message>
    <message>
        <source>Another file has taken the place of %1. What the old one had is still shown.</source>
        <translation>%1 자리에 다른 파일이 들어왔습니다. 이전 파일의 내용은 그대로 보여 줍니다.</translation>
    </message>
    <message>
        <source>%1 was removed. What it had is still shown.</source>
        <translation>%1이(가) 지워졌습니다. 읽은 내용은 그대로 보여 줍니다.</translation>
    </message>
    <message>
        <source>%1 was begun anew by another program. Of the packets that it had before, the bytes are gone.</source>
        <translation>다른 프로그램이 %1을(를) 처음부터 다시 쓰기 시작했습니다. 그 전에 있던 패킷들의 바이트는 이제 없습니다.</translation>
    </message>
</context>
<context>
    <name>lab::SandboxView</name>
    <message>
        <source>START A PROGRAM</source>
        <translation>프로그램 시작</translation>
    </message>
    <message>
        <source>name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>for example c2</source>
        <translation>예: c2</translation>
    </message>
    <message>
        <source>Name of the new program</source>
        <translation>새 프로그램의 이름</translation>
    </message>
    <message>
        <source>host</source>
        <translation>호스트</translation>
    </message>
    <message>
        <source>Host of the new program</source>
        <translation>새 프로그램의 호스트</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>CALL</source>
        <translation>호출</translation>
    </message>
    <message>
        <source>program</source>
        <translation>프로그램</translation>
    </message>
    <message>
        <source>Program that makes the call</source>
        <translation>호출할 프로그램</translation>
    </message>
    <message>
        <source>thread</source>
        <translation>스레드</translation>
    </message>
    <message>
        <source>the first</source>
        <translation>첫 스레드</translation>
    </message>
    <message>
        <source>A further thread can make calls while another is blocked, for example rx.</source>
        <translation>다른 스레드가 블로킹된 동안에도 호출할 수 있는 추가 스레드입니다. 예: rx</translation>
    </message>
    <message>
        <source>Thread that makes the call</source>
        <translation>호출할 스레드</translation>
    </message>
    <message>
        <source>call</source>
        <translation>호출</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>호출</translation>
    </message>
    <message>
        <source>COMMAND</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>Command line</source>
        <translation>명령줄</translation>
    </message>
    <message>
        <source>What will be submitted; it may be edited.</source>
        <translation>실행될 명령입니다. 고쳐 써도 됩니다.</translation>
    </message>
    <message>
        <source>Perform</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>CONTROL</source>
        <translation>제어</translation>
    </message>
    <message>
        <source>Stop before each call</source>
        <translation>호출 직전마다 멈추기</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>한 단계</translation>
    </message>
    <message>
        <source>Let the call that was stopped before run</source>
        <translation>직전에 멈춘 호출을 실행시키기</translation>
    </message>
    <message>
        <source>Signal</source>
        <translation>시그널</translation>
    </message>
    <message>
        <source>Send signal</source>
        <translation>시그널 보내기</translation>
    </message>
    <message>
        <source>Start afresh</source>
        <translation>새로 시작</translation>
    </message>
    <message>
        <source>Kill</source>
        <translation>강제 종료</translation>
    </message>
    <message>
        <source>What came back</source>
        <translation>돌아온 결과</translation>
    </message>
    <message>
        <source>killed by %1</source>
        <translation>%1(으)로 종료됨</translation>
    </message>
    <message>
        <source>ended with exit status %1</source>
        <translation>종료 상태 %1(으)로 끝남</translation>
    </message>
    <message>
        <source>is blocked: %1</source>
        <translation>블로킹됨: %1</translation>
    </message>
    <message>
        <source>Start a program first.</source>
        <translation>먼저 프로그램을 시작하세요.</translation>
    </message>
    <message>
        <source>No lab runs: nobody would perform a call.</source>
        <translation>실행 중인 실습이 없어 호출을 수행할 프로그램이 없습니다.</translation>
    </message>
</context>
<context>
    <name>lab::SequenceCanvas</name>
    <message>
        <source>Sequence diagram</source>
        <translation>시퀀스 다이어그램</translation>
    </message>
    <message>
        <source>Nothing has happened yet.</source>
        <translation>아직 아무 일도 없었습니다.</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>메모: %1</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>읽는 중…</translation>
    </message>
    <message>
        <source>No row is what the filter asks for.</source>
        <translation>필터에 맞는 행이 없습니다.</translation>
    </message>
    <message>
        <source>time, s</source>
        <translation>시각(초)</translation>
    </message>
    <message>
        <source>Click: unfold</source>
        <translation>클릭하면 펼침</translation>
    </message>
    <message>
        <source>Click: fold into a narrow column</source>
        <translation>클릭하면 좁은 열로 접음</translation>
    </message>
    <message numerus="yes">
        <source>and %n more rows in this line</source>
        <translation>
            <numerusform>이 줄에 행 %n개 더</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lab::SequenceFoldMenu</name>
    <message>
        <source>Folded lifelines</source>
        <translation>접힌 생명선</translation>
    </message>
    <message>
        <source>Unfold everything</source>
        <translation>모두 펼치기</translation>
    </message>
    <message numerus="yes">
        <source>%n more programs</source>
        <translation>
            <numerusform>그 밖의 프로그램 %n개</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lab::SequenceView</name>
    <message>
        <source>client · tcp · port=8080 · call=connect · flag=SYN · errno=ECONNREFUSED</source>
        <translation>client · tcp · port=8080 · call=connect · flag=SYN · errno=ECONNREFUSED</translation>
    </message>
    <message>
        <source>Filter of the sequence diagram</source>
        <translation>시퀀스 다이어그램의 필터</translation>
    </message>
    <message>
        <source>Only rows with these words are shown. Words of one kind are alternatives; words of different kinds must all hold.
%1</source>
        <translation>이 낱말에 맞는 행만 보여 줍니다. 종류가 같은 낱말은 하나만 맞아도 되고, 종류가 다른 낱말은 모두 맞아야 합니다.
%1</translation>
    </message>
    <message>
        <source>True time</source>
        <translation>실제 시간</translation>
    </message>
    <message>
        <source>Rows stand as far apart as they are in time: never nearer than a row, and a long wait is broken. Where the line at the left is dotted, they are nearer in time than they are drawn.</source>
        <translation>행 사이의 거리가 실제 시간 간격에 비례합니다. 한 행보다 가까워지지는 않으며, 긴 대기는 줄여서 표시합니다. 왼쪽 선이 점선인 곳은 실제로는 그려진 것보다 더 가까운 시각입니다.</translation>
    </message>
    <message>
        <source>Show all rows (Escape)</source>
        <translation>모든 행 보기 (Esc)</translation>
    </message>
    <message>
        <source>Less time in a row (+)</source>
        <translation>한 행의 시간을 짧게 (+)</translation>
    </message>
    <message>
        <source>More time in a row (−)</source>
        <translation>한 행의 시간을 길게 (−)</translation>
    </message>
    <message>
        <source>“%1” is not understood</source>
        <translation>“%1”은(는) 알 수 없는 낱말입니다</translation>
    </message>
    <message>
        <source>%1 of %2 rows</source>
        <translation>%2행 가운데 %1행</translation>
    </message>
    <message>
        <source>(%1 % read)</source>
        <translation>(%1 % 읽음)</translation>
    </message>
    <message>
        <source>1 row = %1</source>
        <translation>1행 = %1</translation>
    </message>
</context>
<context>
    <name>lab::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Space performs the next step wherever the focus is, except where Space itself is needed: in a text field, an open list or a choice.</source>
        <translation>Space 키는 어디에 있든 다음 단계를 실행합니다. 글을 입력하는 칸, 펼친 목록, 선택 단추처럼 Space 키가 따로 쓰이는 곳만 예외입니다.</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>키</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>하는 일</translation>
    </message>
    <message>
        <source>On the stage</source>
        <translation>무대에서</translation>
    </message>
    <message>
        <source>Up, Down</source>
        <translation>위, 아래</translation>
    </message>
    <message>
        <source>On the wire: choose a held packet</source>
        <translation>전선에서 붙잡힌 패킷 고르기</translation>
    </message>
    <message>
        <source>Release the chosen packet</source>
        <translation>고른 패킷 통과시키기</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Drop the chosen packet</source>
        <translation>고른 패킷 버리기</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>Insert</translation>
    </message>
    <message>
        <source>Copy the chosen packet</source>
        <translation>고른 패킷 복제하기</translation>
    </message>
    <message>
        <source>In the panels</source>
        <translation>패널 안에서</translation>
    </message>
    <message>
        <source>Tab, Shift+Tab</source>
        <translation>Tab, Shift+Tab</translation>
    </message>
    <message>
        <source>To the next or previous control</source>
        <translation>다음 또는 이전 항목으로</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Press the button in focus; give the answer to a question</source>
        <translation>초점이 있는 단추 누르기, 질문에 답하기</translation>
    </message>
    <message>
        <source>Walk through events in the diagram and the table</source>
        <translation>다이어그램과 표에서 이벤트 사이를 옮겨 다니기</translation>
    </message>
    <message>
        <source>Left, Right</source>
        <translation>왼쪽, 오른쪽</translation>
    </message>
    <message>
        <source>Move on the playback bar</source>
        <translation>되돌아보기 막대에서 움직이기</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Up, Down, Ctrl+Page Up, Ctrl+Page Down, Home, End</source>
        <translation>위, 아래, Ctrl+Page Up, Ctrl+Page Down, Home, End</translation>
    </message>
    <message>
        <source>While presenting</source>
        <translation>발표 화면에서</translation>
    </message>
    <message>
        <source>Escape, F5, F11</source>
        <translation>Esc, F5, F11</translation>
    </message>
    <message>
        <source>Leave the presentation</source>
        <translation>발표 화면에서 나가기</translation>
    </message>
    <message>
        <source>Ctrl+Tab, Ctrl+Shift+Tab</source>
        <translation>Ctrl+Tab, Ctrl+Shift+Tab</translation>
    </message>
    <message>
        <source>The next or the previous diagram</source>
        <translation>다음 또는 이전 다이어그램</translation>
    </message>
    <message>
        <source>any key</source>
        <translation>아무 키</translation>
    </message>
    <message>
        <source>End the black screen</source>
        <translation>검은 화면 끝내기</translation>
    </message>
</context>
<context>
    <name>lab::SocketsView</name>
    <message>
        <source>Words that a socket&apos;s row has to have</source>
        <translation>소켓의 행에 있어야 하는 낱말</translation>
    </message>
    <message>
        <source>Addresses, ports, states and programs; every word has to be in the row.</source>
        <translation>주소, 포트, 상태, 프로그램에서 찾습니다. 낱말이 모두 그 행에 있어야 합니다.</translation>
    </message>
    <message>
        <source>O&amp;rder</source>
        <translation>순서(&amp;R)</translation>
    </message>
    <message>
        <source>Order of the sockets</source>
        <translation>소켓의 순서</translation>
    </message>
    <message>
        <source>&amp;Closed ones, too</source>
        <translation>닫힌 것도(&amp;C)</translation>
    </message>
    <message>
        <source>Also sockets that have left the kernel&apos;s table before the playhead</source>
        <translation>재생 위치 전에 커널의 소켓 표에서 사라진 소켓도 보입니다</translation>
    </message>
    <message>
        <source>Sockets</source>
        <translation>소켓</translation>
    </message>
    <message>
        <source>Enter: go to the socket&apos;s newest change</source>
        <translation>Enter: 이 소켓의 가장 새로운 변화로 이동</translation>
    </message>
    <message>
        <source>Listening first</source>
        <translation>리스닝 소켓 먼저</translation>
    </message>
    <message>
        <source>Descending; press for ascending</source>
        <translation>내림차순. 누르면 오름차순</translation>
    </message>
    <message>
        <source>Ascending; press for descending</source>
        <translation>오름차순. 누르면 내림차순</translation>
    </message>
    <message numerus="yes">
        <source>%n sockets</source>
        <translation>
            <numerusform>소켓 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2개 중 %1개</translation>
    </message>
    <message>
        <source>No socket&apos;s row has all these words.</source>
        <translation>이 낱말이 모두 있는 소켓이 없습니다.</translation>
    </message>
    <message>
        <source>Nothing has happened yet.</source>
        <translation>아직 아무 일도 일어나지 않았습니다.</translation>
    </message>
    <message>
        <source>No conversation of TCP or UDP has begun before the playhead.</source>
        <translation>재생 위치 전에 시작된 TCP나 UDP 통신이 없습니다.</translation>
    </message>
    <message>
        <source>These are calls that strace recorded: they tell nothing of the kernel&apos;s table of sockets.</source>
        <translation>strace가 기록한 호출이라서 커널의 소켓 표에 관한 것은 들어 있지 않습니다.</translation>
    </message>
    <message>
        <source>There is no socket in the kernel&apos;s table at the playhead. A TCP socket enters it when it listens or connects, a UDP socket when it gets a port.</source>
        <translation>재생 위치에서는 커널의 소켓 표에 소켓이 없습니다. TCP 소켓은 리스닝하거나 연결을 시작할 때, UDP 소켓은 포트를 얻을 때 이 표에 들어갑니다.</translation>
    </message>
    <message>
        <source>such as: listen 8080</source>
        <translation>예: listen 8080</translation>
    </message>
    <message>
        <source>F&amp;ilter</source>
        <translation>거르기(&amp;I)</translation>
    </message>
    <message>
        <source>closed (FIN-WAIT-2)</source>
        <translation>닫힘 (FIN-WAIT-2)</translation>
    </message>
    <message>
        <source>FIN-WAIT-2 (inferred)</source>
        <translation>FIN-WAIT-2 (추론)</translation>
    </message>
    <message>
        <source>closed (FIN-WAIT-2, inferred)</source>
        <translation>닫힘 (FIN-WAIT-2, 추론)</translation>
    </message>
</context>
<context>
    <name>lab::SourceView</name>
    <message>
        <source>&amp;Program</source>
        <translation>프로그램(&amp;P)</translation>
    </message>
    <message>
        <source>Program whose code is shown</source>
        <translation>코드를 보여 줄 프로그램</translation>
    </message>
    <message>
        <source>Code of the program; Enter selects the call of a line</source>
        <translation>프로그램의 코드. Enter를 누르면 그 줄의 호출을 고릅니다</translation>
    </message>
    <message>
        <source>never came back</source>
        <translation>반환되지 않음</translation>
    </message>
    <message>
        <source>running</source>
        <translation>실행 중</translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>블로킹됨</translation>
    </message>
    <message>
        <source>about to run</source>
        <translation>실행 직전</translation>
    </message>
    <message>
        <source>earlier calls: %1</source>
        <translation>앞선 호출 %1개</translation>
    </message>
    <message>
        <source>No program has been started yet.</source>
        <translation>아직 시작한 프로그램이 없습니다.</translation>
    </message>
    <message>
        <source>This program has made no socket call yet.</source>
        <translation>이 프로그램은 아직 소켓 호출을 하지 않았습니다.</translation>
    </message>
    <message>
        <source>Built into the lab: its calls so far, written as C.</source>
        <translation>실습실에 내장된 프로그램: 지금까지의 호출을 C로 적은 것.</translation>
    </message>
    <message>
        <source>%1, line %2 in %3()</source>
        <translation>%1, %3()의 %2행</translation>
    </message>
    <message>
        <source>The file has changed since the program was started: lines may be others now.</source>
        <translation>프로그램을 시작한 뒤 파일이 바뀌었습니다. 행이 맞지 않을 수 있습니다.</translation>
    </message>
    <message>
        <source>Read as CP949: it is not UTF-8.</source>
        <translation>UTF-8이 아니어서 CP949로 읽었습니다.</translation>
    </message>
    <message>
        <source>Its source is not known: its calls so far, written as C.</source>
        <translation>소스를 알 수 없습니다. 지금까지의 호출을 C로 적었습니다.</translation>
    </message>
    <message>
        <source>%1 · not compiled</source>
        <translation>%1 · 컴파일 안 됨</translation>
    </message>
    <message>
        <source>%1 did not compile, so no program was started.</source>
        <translation>%1이(가) 컴파일되지 않아 프로그램을 시작하지 않았습니다.</translation>
    </message>
    <message>
        <source>The lab started no program here: there is no code to show.</source>
        <translation>실습실에서 시작한 프로그램이 없어 보여 줄 코드가 없습니다.</translation>
    </message>
</context>
<context>
    <name>lab::StageView</name>
    <message>
        <source>Where</source>
        <translation>어디</translation>
    </message>
    <message>
        <source>What</source>
        <translation>무엇</translation>
    </message>
    <message>
        <source>How it stands</source>
        <translation>어떤 상태인지</translation>
    </message>
    <message>
        <source>More</source>
        <translation>더 자세히</translation>
    </message>
</context>
<context>
    <name>lab::StatesCanvas</name>
    <message>
        <source>Socket</source>
        <translation>소켓</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>단계</translation>
    </message>
    <message>
        <source>From</source>
        <translation>이전 상태</translation>
    </message>
    <message>
        <source>To</source>
        <translation>다음 상태</translation>
    </message>
    <message>
        <source>Time (s)</source>
        <translation>시각(초)</translation>
    </message>
    <message>
        <source>now</source>
        <translation>지금</translation>
    </message>
    <message>
        <source>ends in %1</source>
        <translation>%1 뒤에 끝남</translation>
    </message>
    <message>
        <source>What came / was sent</source>
        <translation>온 것 / 보낸 것</translation>
    </message>
    <message>
        <source>State diagram</source>
        <translation>상태도</translation>
    </message>
    <message>
        <source>step %1 of %2: from %3 to %4</source>
        <translation>%2단계 중 %1단계: %3에서 %4(으)로</translation>
    </message>
    <message>
        <source>comes / is sent: %1</source>
        <translation>오는 것 / 보내는 것: %1</translation>
    </message>
    <message>
        <source>Not in the diagram: by RST, by a time-out, or states between that nobody saw.</source>
        <translation>그림에 없는 길: RST나 시간 초과 때문이거나, 그 사이의 상태를 아무도 보지 못했습니다.</translation>
    </message>
    <message>
        <source>step %1 of %2: event %3</source>
        <translation>%2의 %1단계: 이벤트 %3</translation>
    </message>
</context>
<context>
    <name>lab::StatesView</name>
    <message>
        <source>Connection</source>
        <translation>연결</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>연결 요청 대기</translation>
    </message>
    <message>
        <source>UDP</source>
        <translation>UDP</translation>
    </message>
    <message>
        <source>The states of a TCP connection (RFC 9293) as Linux has them</source>
        <translation>리눅스가 쓰는 TCP 연결의 상태 (RFC 9293)</translation>
    </message>
    <message>
        <source>A listening socket and the connections in its two queues</source>
        <translation>리스닝 소켓과 두 큐에 있는 연결</translation>
    </message>
    <message>
        <source>A UDP socket: with or without a peer of its own</source>
        <translation>UDP 소켓: 정해진 상대가 있거나 없음</translation>
    </message>
    <message>
        <source>Way of %1</source>
        <translation>%1의 경로</translation>
    </message>
</context>
<context>
    <name>lab::StepList</name>
    <message>
        <source>Earlier steps: %1</source>
        <translation>앞선 단계 %1개</translation>
    </message>
</context>
<context>
    <name>lab::StepRow</name>
    <message>
        <source>Your kernel did something else.</source>
        <translation>이 커널에서는 결과가 다릅니다.</translation>
    </message>
    <message>
        <source>expected: %1</source>
        <translation>예상: %1</translation>
    </message>
    <message>
        <source>found: %1</source>
        <translation>실제: %1</translation>
    </message>
</context>
<context>
    <name>lab::StopBar</name>
    <message>
        <source>Step</source>
        <translation>한 단계</translation>
    </message>
    <message>
        <source>The call is made, and the program runs to its next stop</source>
        <translation>호출을 하고, 다음에 멈출 곳까지 갑니다</translation>
    </message>
    <message>
        <source>To return</source>
        <translation>반환까지</translation>
    </message>
    <message>
        <source>The call is made, and the program is kept where it returns</source>
        <translation>호출을 하고, 반환한 자리에 붙잡아 둡니다</translation>
    </message>
    <message>
        <source>To blocking</source>
        <translation>블록될 때까지</translation>
    </message>
    <message>
        <source>Without stops until a call blocks</source>
        <translation>호출이 블록될 때까지 멈추지 않고</translation>
    </message>
    <message>
        <source>Run on</source>
        <translation>계속 실행</translation>
    </message>
    <message>
        <source>Without stops from now on</source>
        <translation>이제부터 멈추지 않고</translation>
    </message>
    <message>
        <source>Instead</source>
        <translation>대신</translation>
    </message>
    <message>
        <source>Let something else happen than the kernel would do</source>
        <translation>커널이 할 일 대신 다른 일이 일어나게 합니다</translation>
    </message>
    <message>
        <source>Stops</source>
        <translation>멈출 곳</translation>
    </message>
    <message>
        <source>Where this program stops from now on</source>
        <translation>이제부터 이 프로그램이 멈출 곳</translation>
    </message>
    <message>
        <source>Fail with %1</source>
        <translation>%1로 실패</translation>
    </message>
    <message>
        <source>Fail with another error…</source>
        <translation>다른 오류로 실패…</translation>
    </message>
    <message>
        <source>Only some of the bytes…</source>
        <translation>일부 바이트만…</translation>
    </message>
    <message>
        <source>Later…</source>
        <translation>나중에…</translation>
    </message>
    <message>
        <source>Before every call</source>
        <translation>모든 호출 앞</translation>
    </message>
    <message>
        <source>Before %1() only</source>
        <translation>%1() 앞만</translation>
    </message>
    <message>
        <source>Before calls on descriptor %1</source>
        <translation>디스크립터 %1에 대한 호출 앞</translation>
    </message>
    <message>
        <source>At line %1</source>
        <translation>%1행에서</translation>
    </message>
    <message>
        <source>After a call that fails</source>
        <translation>실패한 호출 뒤</translation>
    </message>
    <message>
        <source>Nowhere</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Fail with another error</source>
        <translation>다른 오류로 실패</translation>
    </message>
    <message>
        <source>The error&apos;s name:</source>
        <translation>오류 이름:</translation>
    </message>
    <message>
        <source>Only some of the bytes</source>
        <translation>일부 바이트만</translation>
    </message>
    <message>
        <source>The kernel sends or delivers no more than:</source>
        <translation>커널이 보내거나 건네줄 최대 바이트 수:</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>나중에</translation>
    </message>
    <message>
        <source>The call is made after so many milliseconds:</source>
        <translation>이만큼의 밀리초 뒤에 호출합니다:</translation>
    </message>
</context>
<context>
    <name>lab::StreamPane</name>
    <message>
        <source>← All conversations</source>
        <translation>← 모든 대화</translation>
    </message>
    <message>
        <source>Whose bytes are shown</source>
        <translation>누구의 바이트를 보일지</translation>
    </message>
    <message>
        <source>How the bytes are shown</source>
        <translation>바이트를 보이는 방식</translation>
    </message>
    <message>
        <source>What the two ends said</source>
        <translation>양쪽이 주고받은 내용</translation>
    </message>
    <message>
        <source>Both ends</source>
        <translation>양쪽</translation>
    </message>
    <message>
        <source>Client&apos;s bytes</source>
        <translation>클라이언트의 바이트</translation>
    </message>
    <message>
        <source>Server&apos;s bytes</source>
        <translation>서버의 바이트</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>텍스트</translation>
    </message>
    <message>
        <source>Hexadecimal</source>
        <translation>16진수</translation>
    </message>
    <message>
        <source>No. %1: %2 ⇄ %3</source>
        <translation>%1번: %2 ⇄ %3</translation>
    </message>
    <message>
        <source>The first %L1 bytes are shown; %L2 more are in the recording (socketlab conversations FILE --follow %3).</source>
        <translation>처음 %L1바이트만 보입니다. 기록에는 %L2바이트가 더 있습니다 (socketlab conversations FILE --follow %3).</translation>
    </message>
</context>
<context>
    <name>lab::TerminalModel</name>
    <message>
        <source>typed ›</source>
        <translation>입력 ›</translation>
    </message>
    <message>
        <source>refused ✗</source>
        <translation>거절됨 ✗</translation>
    </message>
    <message>
        <source>end of input</source>
        <translation>입력 끝</translation>
    </message>
    <message>
        <source>Time (s)</source>
        <translation>시각(초)</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>프로그램</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>스트림</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>내용</translation>
    </message>
</context>
<context>
    <name>lab::TerminalView</name>
    <message>
        <source>Output &amp;of</source>
        <translation>출력 보기(&amp;O)</translation>
    </message>
    <message>
        <source>Program whose output is shown</source>
        <translation>출력을 볼 프로그램</translation>
    </message>
    <message>
        <source>What programs wrote and read</source>
        <translation>프로그램이 쓰고 읽은 내용</translation>
    </message>
    <message>
        <source>Enter: go to this event</source>
        <translation>Enter: 이 이벤트로 이동</translation>
    </message>
    <message>
        <source>A line for the program&apos;s standard input</source>
        <translation>프로그램의 표준 입력에 보낼 한 줄</translation>
    </message>
    <message>
        <source>End of input</source>
        <translation>입력 끝내기</translation>
    </message>
    <message>
        <source>The program reads the end of its standard input, as after Ctrl+D in a terminal</source>
        <translation>프로그램이 표준 입력의 끝을 읽습니다. 터미널에서 Ctrl+D를 누른 것과 같습니다</translation>
    </message>
    <message>
        <source>All programs</source>
        <translation>모든 프로그램</translation>
    </message>
    <message>
        <source>typed ›</source>
        <translation>입력 ›</translation>
    </message>
    <message>
        <source>refused ✗</source>
        <translation>거절됨 ✗</translation>
    </message>
    <message>
        <source>No lab runs: this is what was recorded</source>
        <translation>실행 중인 실습이 없습니다. 기록된 내용입니다</translation>
    </message>
    <message>
        <source>A line for its standard input; Enter sends it</source>
        <translation>표준 입력에 보낼 한 줄. Enter로 보냅니다</translation>
    </message>
    <message>
        <source>Several programs read: choose one above</source>
        <translation>입력을 기다리는 프로그램이 여럿입니다. 위에서 하나를 고르세요</translation>
    </message>
    <message>
        <source>No program whose input is typed here: start it with stdin=type</source>
        <translation>여기서 입력할 수 있는 프로그램이 없습니다. stdin=type으로 시작하세요</translation>
    </message>
    <message>
        <source>Typ&amp;e to %1</source>
        <translation>%1에 입력(&amp;E)</translation>
    </message>
    <message>
        <source>Typ&amp;e</source>
        <translation>입력(&amp;E)</translation>
    </message>
    <message>
        <source>Nothing has happened yet.</source>
        <translation>아직 아무 일도 일어나지 않았습니다.</translation>
    </message>
    <message>
        <source>No program of yours has been started. The built-in ones write nothing.</source>
        <translation>직접 만든 프로그램을 시작하지 않았습니다. 내장 프로그램은 아무것도 출력하지 않습니다.</translation>
    </message>
    <message>
        <source>No program has written anything yet.</source>
        <translation>아직 아무 프로그램도 출력하지 않았습니다.</translation>
    </message>
    <message>
        <source>Nothing has been written up to the playhead.</source>
        <translation>재생 위치까지 출력된 것이 없습니다.</translation>
    </message>
    <message>
        <source>No lab started these programs: what they write to their output is not recorded.</source>
        <translation>실습실에서 시작한 프로그램이 아니어서 출력한 내용이 기록되지 않았습니다.</translation>
    </message>
    <message>
        <source>This program has written nothing yet.</source>
        <translation>이 프로그램은 아직 아무것도 출력하지 않았습니다.</translation>
    </message>
</context>
<context>
    <name>lab::TimelineCanvas</name>
    <message>
        <source>Timeline</source>
        <translation>시간 축</translation>
    </message>
    <message>
        <source>Nothing has happened yet.</source>
        <translation>아직 아무 일도 일어나지 않았습니다.</translation>
    </message>
</context>
<context>
    <name>lab::TimelineView</name>
    <message>
        <source>Zoom in</source>
        <translation>확대</translation>
    </message>
    <message>
        <source>Zoom in (+, or turn the wheel). A drag over the lanes zooms to what was brushed.</source>
        <translation>확대 (+ 또는 마우스 휠). 레인 위를 끌면 그 구간이 확대됩니다.</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>축소</translation>
    </message>
    <message>
        <source>Zoom out (−)</source>
        <translation>축소 (−)</translation>
    </message>
    <message>
        <source>Whole</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>Mark [</source>
        <translation>표시 [</translation>
    </message>
    <message>
        <source>First mark at the selection</source>
        <translation>선택한 곳에 첫째 표시</translation>
    </message>
    <message>
        <source>Measure from the selected event, or from the playhead ([); Shift and a drag measure, too.</source>
        <translation>선택한 이벤트나 재생 위치부터 잽니다 ([). Shift를 누르고 끌어도 잽니다.</translation>
    </message>
    <message>
        <source>Mark ]</source>
        <translation>표시 ]</translation>
    </message>
    <message>
        <source>Second mark at the selection</source>
        <translation>선택한 곳에 둘째 표시</translation>
    </message>
    <message>
        <source>Measure to the selected event, or to the playhead (]). Escape takes the marks away.</source>
        <translation>선택한 이벤트나 재생 위치까지 잽니다 (]). Esc를 누르면 표시가 사라집니다.</translation>
    </message>
    <message>
        <source>%1 between the marks</source>
        <translation>표시 사이 %1</translation>
    </message>
    <message>
        <source>Show all of it (Ctrl+Home)</source>
        <translation>전체 보기 (Ctrl+Home)</translation>
    </message>
</context>
<context>
    <name>lab::TopBar</name>
    <message>
        <source>The actions that are used most; the menus have all of them.</source>
        <translation>가장 많이 쓰는 동작입니다. 메뉴에는 모두 있습니다.</translation>
    </message>
    <message>
        <source>Starts a lesson, the sandbox or your own programs in a lab of its own.</source>
        <translation>실습, 자유 실습, 내 프로그램을 새 실습실에서 시작합니다.</translation>
    </message>
    <message>
        <source>● Watching</source>
        <translation>● 지켜보는 중</translation>
    </message>
    <message>
        <source>This machine is watched as it is: nothing can be stepped or held. No lab is running.</source>
        <translation>이 컴퓨터를 있는 그대로 지켜봅니다. 한 단계씩 실행하거나 붙잡을 수 없습니다. 실행 중인 실습실이 없습니다.</translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>자유 실습</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>실습</translation>
    </message>
    <message>
        <source>Choose a lesson…</source>
        <translation>실습 고르기…</translation>
    </message>
    <message>
        <source>● Recorded</source>
        <translation>● 녹화</translation>
    </message>
    <message>
        <source>This was recorded: no lab is running.</source>
        <translation>녹화된 기록입니다. 지금 실행 중인 실습실은 없습니다.</translation>
    </message>
    <message>
        <source>Ⅱ Pause</source>
        <translation>Ⅱ 일시 정지</translation>
    </message>
    <message>
        <source>▶ Run</source>
        <translation>▶ 실행</translation>
    </message>
    <message>
        <source>Wire</source>
        <translation>전선</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>붙잡기</translation>
    </message>
    <message>
        <source>Every packet waits on the wire until you release it (F7)</source>
        <translation>통과시킬 때까지 모든 패킷이 전선에서 기다립니다 (F7)</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>흘려보내기</translation>
    </message>
    <message>
        <source>Packets cross the wire at once (F7)</source>
        <translation>패킷이 전선을 곧바로 지나갑니다 (F7)</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>Your own programs…</source>
        <translation>내 프로그램…</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>고대비</translation>
    </message>
    <message>
        <source>● Capturing</source>
        <translation>● 캡처 중</translation>
    </message>
    <message>
        <source>● Following</source>
        <translation>● 따라가는 중</translation>
    </message>
    <message>
        <source>Packets are shown as they are captured. No lab is running.</source>
        <translation>패킷을 캡처하는 대로 보여 줍니다. 실행 중인 실습실은 없습니다.</translation>
    </message>
    <message>
        <source>Another program is writing this recording; what it adds is shown as it comes.</source>
        <translation>다른 프로그램이 이 기록을 쓰고 있습니다. 더해지는 대로 보여 줍니다.</translation>
    </message>
    <message>
        <source>■ Stop</source>
        <translation>■ 멈추기</translation>
    </message>
    <message>
        <source>● Opening… %1 %</source>
        <translation>● 여는 중… %1 %</translation>
    </message>
    <message>
        <source>A long recording is being read; what you see is its beginning. Nothing waits for the rest.</source>
        <translation>긴 기록을 읽는 중입니다. 지금 보이는 것은 앞부분이며, 나머지를 기다리지 않고 쓸 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>lab::Tour</name>
    <message>
        <source>%1 of %2</source>
        <translation>%2개 중 %1</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>마침</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>건너뛰기</translation>
    </message>
    <message>
        <source>Tour, %1: %2</source>
        <translation>둘러보기, %1: %2</translation>
    </message>
    <message>
        <source>The tour: Page Down goes on, Page Up goes back, Escape ends it. The lab goes on meanwhile.</source>
        <translation>둘러보기입니다. Page Down은 다음, Page Up은 이전, Esc는 끝내기입니다. 그동안에도 실습실은 계속됩니다.</translation>
    </message>
</context>
<context>
    <name>lab::WelcomePage</name>
    <message>
        <source>Take the tour</source>
        <translation>둘러보기</translation>
    </message>
    <message>
        <source>The start page: where to begin, and what this machine allows.</source>
        <translation>시작 화면입니다. 어디서 시작할지와 이 컴퓨터가 허용하는 것을 보여 줍니다.</translation>
    </message>
    <message>
        <source>Starts the first lesson and points at the seven most important parts of the window.</source>
        <translation>첫 실습을 시작하고 창에서 가장 중요한 일곱 곳을 가리켜 보여 줍니다.</translation>
    </message>
    <message>
        <source>✓ ok</source>
        <translation>✓ 정상</translation>
    </message>
    <message>
        <source>✗ missing</source>
        <translation>✗ 없음</translation>
    </message>
    <message>
        <source>Looking at this machine…</source>
        <translation>이 컴퓨터를 살펴보는 중…</translation>
    </message>
    <message>
        <source>This machine can run the lab.</source>
        <translation>이 컴퓨터에서 실습할 수 있습니다.</translation>
    </message>
    <message>
        <source>This machine does not let the lab run yet. Below is what to type; until then the recorded lessons can be looked at.</source>
        <translation>아직 이 컴퓨터에서는 실습할 수 없습니다. 아래에 적힌 명령을 입력하세요. 그전에는 녹화된 실습을 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>What to type</source>
        <translation>입력할 명령</translation>
    </message>
    <message>
        <source>Recorded: %1</source>
        <translation>녹화: %1</translation>
    </message>
    <message>
        <source>Socket Lab</source>
        <translation>Socket Lab</translation>
    </message>
    <message>
        <source>Here a client and a server hold a real conversation: real programs, real sockets, the real Linux kernel, in two small networks of their own on this computer. You perform each call, and you hold every packet on the wire between them until you let it go.</source>
        <translation>여기서는 클라이언트와 서버가 진짜로 대화합니다. 프로그램도, 소켓도, 리눅스 커널도 모두 진짜이고, 이 컴퓨터 안에 따로 만든 작은 네트워크 두 개에서 움직입니다. 호출을 하나하나 직접 실행하고, 둘 사이 전선을 지나는 패킷을 놓아줄 때까지 붙잡아 둘 수 있습니다.</translation>
    </message>
    <message>
        <source>Space performs the next step of a lesson. Nothing leaves this computer, and nothing is left behind when you close the window. F1 lists the keys.</source>
        <translation>Space 키를 누르면 실습이 한 단계 나아갑니다. 이 컴퓨터 밖으로 나가는 것은 없고, 창을 닫으면 아무것도 남지 않습니다. F1 키를 누르면 단축키 목록이 나옵니다.</translation>
    </message>
    <message>
        <source>Start the first lesson</source>
        <translation>첫 실습 시작</translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>자유 실습</translation>
    </message>
    <message>
        <source>Recorded lessons</source>
        <translation>녹화된 실습</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>이 컴퓨터</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>다시 확인</translation>
    </message>
    <message>
        <source>Your own programs…</source>
        <translation>내 프로그램…</translation>
    </message>
    <message>
        <source>Open recording or lesson…</source>
        <translation>기록이나 실습 열기…</translation>
    </message>
    <message>
        <source>Reading room</source>
        <translation>읽을거리</translation>
    </message>
</context>
<context>
    <name>lab::WireCard</name>
    <message>
        <source>on the way</source>
        <translation>가는 중</translation>
    </message>
    <message>
        <source>held</source>
        <translation>붙잡힘</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>도착</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>분실됨</translation>
    </message>
    <message>
        <source>Wire</source>
        <translation>전선</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>통과</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>버리기</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복제</translation>
    </message>
    <message>
        <source>Lose this packet (Delete)</source>
        <translation>이 패킷 버리기 (Delete)</translation>
    </message>
    <message>
        <source>Make a second copy of this packet (Insert)</source>
        <translation>이 패킷을 하나 더 복제하기 (Insert)</translation>
    </message>
    <message>
        <source>packets wait here until you release them</source>
        <translation>통과시킬 때까지 패킷이 여기서 기다림</translation>
    </message>
    <message>
        <source>packets cross at once</source>
        <translation>패킷이 곧바로 지나감</translation>
    </message>
    <message>
        <source>the cable is cut: nothing crosses</source>
        <translation>케이블이 끊김: 아무것도 지나가지 못함</translation>
    </message>
    <message>
        <source>nothing on the way</source>
        <translation>지나가는 패킷 없음</translation>
    </message>
    <message>
        <source>last on the wire</source>
        <translation>전선의 마지막 패킷</translation>
    </message>
    <message numerus="yes">
        <source>sent again %n times while held</source>
        <translation>
            <numerusform>붙잡힌 동안 %n번 다시 보냄</numerusform>
        </translation>
    </message>
    <message>
        <source>a copy</source>
        <translation>사본</translation>
    </message>
    <message>
        <source>Enter</source>
        <comment>key</comment>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Del</source>
        <comment>key</comment>
        <translation>Del</translation>
    </message>
    <message>
        <source>Ins</source>
        <comment>key</comment>
        <translation>Ins</translation>
    </message>
    <message>
        <source>%1 lost</source>
        <translation>%1 분실</translation>
    </message>
    <message>
        <source>packet %1</source>
        <translation>패킷 %1</translation>
    </message>
    <message>
        <source>Packets of this machine go their own way: they are not seen here, and none is held.</source>
        <translation>이 컴퓨터의 패킷은 제 길로 오갑니다. 여기서는 보이지 않으며, 붙잡지도 않습니다.</translation>
    </message>
    <message>
        <source>No wire</source>
        <translation>전선 없음</translation>
    </message>
    <message>
        <source>Let this packet go on to where it is addressed (Enter)</source>
        <translation>이 패킷을 목적지로 통과시킵니다 (Enter)</translation>
    </message>
    <message>
        <source>packets come back to the host at once</source>
        <translation>패킷이 곧바로 호스트로 돌아옵니다</translation>
    </message>
    <message>
        <source>Wire: the loopback</source>
        <translation>전선: 루프백</translation>
    </message>
    <message>
        <source>packets cross: %1</source>
        <translation>패킷이 건너감: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n on the way</source>
        <translation>
            <numerusform>%n개가 지나가는 중</numerusform>
        </translation>
    </message>
</context>
</TS>
