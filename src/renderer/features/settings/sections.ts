import {
  AppWindow,
  Bell,
  Info,
  Keyboard,
  MonitorUp,
  Palette,
  Server,
  Shield,
  SlidersHorizontal,
  Video,
} from '@lucide/vue'
import type { Component } from 'vue'
import type { Platform } from '../../core/ports/platform.ts'
import AboutSection from './sections/AboutSection.vue'
import AppearanceSection from './sections/AppearanceSection.vue'
import DevicesSection from './sections/DevicesSection.vue'
import MediaSection from './sections/MediaSection.vue'
import NotificationsSection from './sections/NotificationsSection.vue'
import PrivacySection from './sections/PrivacySection.vue'
import ServerSection from './sections/ServerSection.vue'
import SharingSection from './sections/SharingSection.vue'
import ShortcutsSection from './sections/ShortcutsSection.vue'
import WindowsSection from './sections/WindowsSection.vue'
import { sectionIds, type SectionId } from './settingsPlace.ts'

export interface Section {
  readonly id: SectionId
  readonly icon: Component
  readonly content: Component
}

const all: Readonly<Record<SectionId, Omit<Section, 'id'>>> = {
  server: { icon: Server, content: ServerSection },
  devices: { icon: Video, content: DevicesSection },
  media: { icon: SlidersHorizontal, content: MediaSection },
  sharing: { icon: MonitorUp, content: SharingSection },
  shortcuts: { icon: Keyboard, content: ShortcutsSection },
  notifications: { icon: Bell, content: NotificationsSection },
  appearance: { icon: Palette, content: AppearanceSection },
  windows: { icon: AppWindow, content: WindowsSection },
  privacy: { icon: Shield, content: PrivacySection },
  about: { icon: Info, content: AboutSection },
}

/** A browser has no windows to arrange and nothing to start with. */
export function sectionsFor(kind: Platform['kind']): readonly Section[] {
  return sectionIds.filter((id) => kind === 'desktop' || id !== 'windows').map((id) => ({ id, ...all[id] }))
}
