export interface SpeakerTest {
  /** Plays a short tone. @param speaker undefined for the system's default. Rejects when it cannot be heard there. */
  play(speaker: string | undefined): Promise<void>
}
