import type { Companion } from '../../../shared/companion.ts'
import type { Participant } from '../../core/call/state.ts'
import type { LocalMedia } from '../../core/media/view.ts'
import { screenPicture } from './pictures.ts'
import {
  inCall,
  mediaOff,
  mediaOn,
  off,
  ownName,
  people,
  person,
  withScreen,
  type Scene,
} from './sceneParts.ts'

const scene = (
  companion: Companion,
  others: readonly Participant[],
  media: LocalMedia = mediaOn(),
): Scene => ({
  state: { call: inCall(others), media, name: ownName },
  prepare: (ports) => ports.companions.want(companion),
})
const sharing = (label: string): LocalMedia => ({
  ...mediaOn(),
  screen: {
    status: 'sharing',
    video: { id: 'v', kind: 'video' },
    label,
    stream: screenPicture(),
    quality: { content: 'text', frameRate: 15, maxHeight: 0 },
  },
})

/** The small windows beside the main one. */
export const companionScenes: Readonly<Record<string, () => Scene>> = {
  'mini-window': () => scene('mini', people(1)),
  'mini-window-off': () => scene('mini', [person(3, { sends: off })], mediaOff),
  'mini-window-alone': () => scene('mini', []),
  'mini-window-screen': () => scene('mini', [withScreen(person(0))]),
  'mini-window-reconnecting': () =>
    scene('mini', [person(0, { connection: { status: 'reconnecting', since: 0 } })]),
  'mini-window-notice': () => ({
    ...scene('mini', people(2), mediaOff),
    notices: [{ type: 'talking-while-muted' }],
  }),
  'share-bar': () => scene('share-bar', people(1), sharing('Plan for the spring – Writer')),
  'share-bar-7': () =>
    scene(
      'share-bar',
      people(7).map((one, index) => (index === 1 ? { ...one, sends: off } : one)),
      sharing('screen:0:0'),
    ),
  'share-bar-alone': () => scene('share-bar', [], sharing('screen:0:0')),
}
