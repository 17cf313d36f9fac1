/**
 * Words of the app's own log lines and of common error messages. A run of twelve letters can pass the check symbol of a
 * room code by chance (1 in 32); where all of it is made of these words, it stays readable (redact.ts). Words of one
 * letter are left out: a code may be written with a space after every symbol. Add the words of a new event when
 * redact.test.ts names it.
 */
export const logWords: ReadonlySet<string> = new Set(
  `ws wss http https lan visavis info eval another app electron access action address after again allowed already and answered app arguments array asked assign at aside available
  back bad because before bytes call camera cancelled candidate candidates cannot cause channel chosen cleaning client clipboard close
  closed code command connect connected connecting connection console constructor content could crashed data decryption
  denied description details device died directory display does done down dropped embedded enabled encryption end entry
  envelope error exception exists exit expected failed false file files follow followed for frame from function getting
  global gone handler handling has held host identity ignored in inside instance interface internal into invalid is item
  joined joining key keyring kind large launch layout left length level link list listed listener listening listens loaded
  local lock login longer long main many match media message method microphone missing mode name names navigation network no
  node not notice null number object of off offer on open opened operation option options or other out page parse
  participant path peer pending permission picture please port position preference preferences prepared process program
  promise property protocol range reachable read readable reading reason received refused register registered rejected
  rejection relay released remark renderer replaced reported request response responds restart resume room running saved
  scaled scheme screen screens sealed seat second secret send sending sent server service session set settings share shared
  sharing shortcut shown signal signaling size socket source start started starting state status stopped stream string
  such supported suspended syntax system taken takes terminated text than the their there this timed timeout timer to token
  too took track transport tray true type unavailable uncaught undefined unexpected unhandled unknown unopened unread unsaved
  unsealed unsupported up update url used user valid value version waiting warn was webview when while window windows with
  without worker write writing written`
    .split(/\s+/)
    .filter((word) => word.length > 1),
)
