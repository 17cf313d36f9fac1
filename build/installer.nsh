; Added to the installer for Windows by electron-builder, which makes no link handlers there.
; SHELL_CONTEXT is the person's own registry or that of the computer, as was chosen.

!macro customInstall
  WriteRegStr SHELL_CONTEXT "Software\Classes\visavis" "" "URL:Visavis call"
  WriteRegStr SHELL_CONTEXT "Software\Classes\visavis" "URL Protocol" ""
  WriteRegStr SHELL_CONTEXT "Software\Classes\visavis\DefaultIcon" "" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  WriteRegStr SHELL_CONTEXT "Software\Classes\visavis\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
!macroend

!macro customUnInstall
  ; An update uninstalls the old version first; its links are about to be wanted again.
  ${ifNot} ${isUpdated}
    DeleteRegKey SHELL_CONTEXT "Software\Classes\visavis"
    ; The app registers itself where something else has taken its links.
    DeleteRegKey HKCU "Software\Classes\visavis"
  ${endIf}
!macroend
