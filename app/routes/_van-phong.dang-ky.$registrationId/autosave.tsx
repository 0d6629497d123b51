import { useEffect, useRef, useState } from "react"
import { useFormContext } from "react-hook-form"
import { paths } from "../../http/paths.ts"
import classes from "./registration.module.css"
import { forgetTyped, noteSent, recallTyped, rememberTyped } from "./typed-in-browser.ts"

const QUIET_MS = 1_500
const RETRY_MS = 10_000

type AutosaveProps = {
  registrationId: string
  userId: string
  /** The revision the registration is at. */
  current: number
  /** The revision the form is filled in on. */
  revision: number
  /** What was found in this browser was put back: the revision it was typed on. */
  onRecalled: (revision: number) => void
}

/**
 * Keeps what is typed: at once in this browser, a moment later on the server, and again when the connection is back. What a
 * cut or a closed window left behind in this browser is put back into the form.
 */
export function Autosave({ registrationId, userId, current, revision, onRecalled }: AutosaveProps) {
  const form = useFormContext()
  const anchor = useRef<HTMLSpanElement>(null)
  const [words, setWords] = useState("")
  const key = `${userId}:${registrationId}`
  const recalled = useRef(onRecalled)
  recalled.current = onRecalled

  // biome-ignore lint/correctness/useExhaustiveDependencies: once per form; the form stays the same
  useEffect(() => {
    const kept = recallTyped(key)
    if (!kept) return
    if (kept.isSent && kept.revision < current) return forgetTyped(key)
    form.reset(kept.fields, { keepDefaultValues: true })
    recalled.current(kept.revision)
    setWords(`Đã đưa lại phần nhập dở còn trong trình duyệt này (${kept.at}).`)
  }, [key])

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    // Of this window: another one may have typed something else.
    let isUnsaved = false
    const element = anchor.current?.closest("form")
    const send = async () => {
      if (!element) return
      const body = new URLSearchParams()
      for (const [name, value] of new FormData(element))
        if (typeof value === "string") body.append(name, value)
      const answer = await fetch(paths.workingCopy(registrationId), { method: "POST", body }).catch(
        () => null,
      )
      if (answer?.redirected) {
        setWords(
          "Phiên đăng nhập đã hết: phần đang nhập được giữ trong trình duyệt này. Hãy đăng nhập lại ở một thẻ khác, rồi gõ tiếp để tự lưu.",
        )
      } else if (answer?.ok) {
        const { savedAt } = (await answer.json()) as { savedAt: string }
        isUnsaved = false
        forgetTyped(key)
        setWords(`Đã tự lưu phần đang nhập lúc ${savedAt}.`)
      } else if (answer === null || answer.status >= 500) {
        setWords("Mất kết nối: phần đang nhập được giữ trong trình duyệt này và sẽ tự lưu khi có mạng.")
        timer = setTimeout(send, RETRY_MS)
      } else setWords("Chưa tự lưu được phần đang nhập. Hãy bấm “Lưu dự thảo”.")
    }
    const watching = form.watch((fields, { type }) => {
      // Only what a person types; filling the form is no typing.
      if (type !== "change") return
      isUnsaved = true
      rememberTyped(key, { fields, revision })
      clearTimeout(timer)
      timer = setTimeout(send, QUIET_MS)
    })
    const atOnce = () => {
      if (!isUnsaved) return
      clearTimeout(timer)
      void send()
    }
    // What is sent on purpose is not to be kept as half done.
    const stop = () => {
      clearTimeout(timer)
      noteSent(key)
    }
    window.addEventListener("online", atOnce)
    element?.addEventListener("submit", stop)
    return () => {
      watching.unsubscribe()
      clearTimeout(timer)
      window.removeEventListener("online", atOnce)
      element?.removeEventListener("submit", stop)
    }
  }, [form, key, registrationId, revision])

  return (
    <span ref={anchor} role="status" className={classes.autosave}>
      {words}
    </span>
  )
}
