// @vitest-environment happy-dom
import { nextTick } from 'vue'
import { describe, expect, it, vi } from 'vitest'
import { mountInTest } from '../../testing/gallery/mountInTest.ts'
import JoinForm from './JoinForm.vue'

async function mountForm(text: string) {
  const form = mountInTest(JoinForm)
  await form.byTestId('room-code-input').setValue(text)
  return { ...form, problem: () => form.byTestId('error-message').attributes('data-code') }
}

describe('join form', () => {
  it('opens the room of a code, however it is typed', async () => {
    const { wrapper, app, byTestId } = await mountForm('k7mq 4qxp 9tda')
    expect((byTestId('room-code-input').element as HTMLInputElement).value).toBe('K7MQ-4QXP-9TDA')
    await wrapper.find('form').trigger('submit')
    expect(app.commands).toEqual([{ type: 'open-room', code: 'K7MQ4QXP9TDA' }])
  })

  it('tells a typo at once and sends nothing', async () => {
    const { wrapper, app, byTestId, problem } = await mountForm('K7MQ-4QXP-9TDB')
    expect(problem()).toBe('code-mistyped')
    expect(byTestId('room-code-input').attributes('aria-invalid')).toBe('true')
    await wrapper.find('form').trigger('submit')
    expect(app.commands).toEqual([])
  })

  it('describes the field by the problem', async () => {
    const { byTestId } = await mountForm('K7MQ!')
    expect(byTestId('room-code-input').attributes('aria-describedby')).toBe(
      byTestId('error-message').attributes('id'),
    )
  })

  it('calls a code too short only when someone wants to join with it', async () => {
    const { wrapper, byTestId, problem } = await mountForm('K7MQ-4')
    expect(byTestId('error-message').exists()).toBe(false)
    await wrapper.find('form').trigger('submit')
    expect(problem()).toBe('code-too-short')
    expect(document.activeElement).toBe(byTestId('room-code-input').element)
    await byTestId('room-code-input').setValue('K7MQ-4Q')
    expect(byTestId('error-message').exists()).toBe(false)
  })

  it('asks for a code when there is none', async () => {
    const { wrapper, byTestId, problem } = await mountForm('')
    expect(byTestId('error-message').exists()).toBe(false)
    await wrapper.find('form').trigger('submit')
    expect(problem()).toBe('code-too-short')
  })

  it('says of a link to something else that it is none to a call', async () => {
    const link = 'https://meet.example/abc-defg-hij'
    const { wrapper, app, byTestId, problem } = await mountForm(link)
    expect((byTestId('room-code-input').element as HTMLInputElement).value).toBe(link)
    expect(problem()).toBe('link-invalid')
    await wrapper.find('form').trigger('submit')
    expect(app.commands).toEqual([])
  })

  it('shows the text again as it was when only a separator was typed', async () => {
    const { byTestId } = await mountForm('K7MQ-4')
    await byTestId('room-code-input').setValue('K7MQ-4 ')
    expect((byTestId('room-code-input').element as HTMLInputElement).value).toBe('K7MQ-4')
  })

  it('takes a link of its own server for its code', async () => {
    const { wrapper, app, byTestId } = await mountForm('https://visavis.example/#K7MQ-4QXP-9TDA')
    expect(byTestId('link-elsewhere').exists()).toBe(false)
    await wrapper.find('form').trigger('submit')
    expect(app.commands).toEqual([{ type: 'open-room', code: 'K7MQ4QXP9TDA' }])
  })

  it('hands a link to another server over, which asks', async () => {
    const link = 'https://other.example/#K7MQ-4QXP-9TDA'
    const { wrapper, app, ports, byTestId } = await mountForm(link)
    expect(byTestId('link-elsewhere').text()).toContain('other.example')
    await wrapper.find('form').trigger('submit')
    expect(ports.openedLinks).toEqual([link])
    expect(app.commands).toEqual([])
  })

  it.each([
    ['http://192.168.1.20:8790/#K7MQ-4QXP-9TDA', true],
    ['visavis://join/K7MQ-4QXP-9TDA?server=ws%3A%2F%2Fcalls.example%2Fws', true],
    ['https://other.example/#K7MQ-4QXP-9TDA', false],
    ['http://127.0.0.1:8790/#K7MQ-4QXP-9TDA', false],
  ])('warns of a server without encryption: %s, %s', async (link, warned) => {
    const { byTestId } = await mountForm(link)
    expect(byTestId('link-elsewhere').exists()).toBe(true)
    expect(byTestId('open-server').exists()).toBe(warned)
    if (warned) expect(byTestId('open-server').text()).toContain('not encrypted')
  })

  it('brings the notice of another server into view, also in a small window', async () => {
    const scrolled = vi.spyOn(HTMLElement.prototype, 'scrollIntoView').mockReturnValue()
    const { byTestId } = await mountForm('https://other.example/#K7MQ-4QXP-9TDA')
    await nextTick()
    expect(scrolled.mock.contexts).toEqual([byTestId('link-elsewhere').element])
    scrolled.mockRestore()
  })

  it('asks itself in a browser, and forgets the link when something else is typed', async () => {
    const { wrapper, ports, byTestId } = mountInTest(JoinForm, { web: true })
    await byTestId('room-code-input').setValue('https://other.example/#K7MQ-4QXP-9TDA')
    await wrapper.find('form').trigger('submit')
    expect(ports.openedLinks).toEqual([])
    expect(byTestId('go-elsewhere').text()).toContain('other.example')
    await wrapper.find('form').trigger('submit')
    expect(ports.openedLinks).toEqual(['https://other.example/#K7MQ-4QXP-9TDA'])
    await byTestId('room-code-input').setValue('K7MQ')
    expect(byTestId('link-elsewhere').exists()).toBe(false)
  })
})
