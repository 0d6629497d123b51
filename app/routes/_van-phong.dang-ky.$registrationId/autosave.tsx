import { Button } from "@mantine/core"
import { useEffect, useRef, useState } from "react"
import { useFormContext } from "react-hook-form"
import { TypedProposal } from "#models/working-copy/working-copy.ts"
import { describeProposal, differences } from "#workflows/registration/describe-proposal.ts"
import { OlderText } from "./older-copy.tsx"
import classes from "./registration.module.css"
import { sendTyped } from "./send-typed.ts"
import {
  forgetTyped,
  type KeptTyped,
  newVersion,
  noteSent,
  recallTyped,
  rememberTyped,
} from "./typed-in-browser.ts"

const QUIET_MS = 1_500
const RETRY_MS = 10_000

type AutosaveProps = {
  registrationId: string
  userId: string
  /** The revision the form is filled in on. */
  revision: number
  /** The version of the server's copy that this page has seen; empty when there was none. */
  copyVersion: string
  versions: CopyVersions
  onVersions: (change: (before: CopyVersions) => CopyVersions) => void
}

/** The version known by now, and the name of the next: so the server tells another window's from one whose answer was lost. */
export type CopyVersions = { known: string; next: string }

/**
 * Keeps what is typed: at once in this browser, a moment later on the server, and again when the connection is back. What a
 * cut or a closed window left behind in this browser is put back into the form when it was typed on what the form shows; typed on
 * something older it is offered beside it.
 */
export function Autosave(props: AutosaveProps) {
  const { registrationId, userId, revision, copyVersion, versions } = props
  const form = useFormContext()
  const anchor = useRef<HTMLSpanElement>(null)
  const [words, setWords] = useState("")
  const [offered, setOffered] = useState<KeptTyped | null>(null)
  const latest = useRef(versions)
  latest.current = versions
  const setVersions = useRef(props.onVersions).current
  const key = `${userId}:${registrationId}`

  // biome-ignore lint/correctness/useExhaustiveDependencies: once per form; the form stays the same
  useEffect(() => {
    const kept = recallTyped(key).filter((one) => {
      const isSaved = one.isSent === true && one.revision < revision
      if (isSaved) forgetTyped(key, one.name)
      return !isSaved
    })
    const fits = kept.find((one) => one.revision === revision && one.versions.includes(copyVersion))
    setOffered(kept.find((one) => one !== fits) ?? null)
    if (!fits) return
    forgetTyped(key, fits.name)
    rememberTyped(key, fits)
    form.reset(fits.fields, { keepDefaultValues: true })
    setWords(`Đã đưa lại phần nhập dở còn trong trình duyệt này (${fits.at}).`)
  }, [key])

  const shown = useRef(copyVersion)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what another window keeps on the same revision is not in this form
  useEffect(() => {
    const isOther = shown.current !== copyVersion
    shown.current = copyVersion
    setVersions(({ known }) => ({ known: isOther ? copyVersion : known, next: newVersion() }))
  }, [revision])

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    // Of this window: another one may have typed something else.
    let isUnsaved = false
    let isSending = false
    let isRefused = false
    const element = anchor.current?.closest("form")
    const later = (ms: number) => {
      clearTimeout(timer)
      timer = setTimeout(send, ms)
    }
    const send = async () => {
      // One after the other: an answer tells the version that the next one follows.
      if (!element || isRefused) return
      if (isSending) return later(QUIET_MS)
      isSending = true
      isUnsaved = false
      const answer = await sendTyped(registrationId, element)
      isSending = false
      setWords(answer.words)
      if (answer.kind === "KEPT") {
        setVersions(() => ({ known: answer.version, next: newVersion() }))
        if (!isUnsaved) forgetTyped(key)
        return
      }
      isUnsaved = true
      isRefused = answer.kind === "REFUSED"
      if (answer.kind === "CUT") later(RETRY_MS)
    }
    const watching = form.watch((fields, { type }) => {
      // Only what a person types; filling the form is no typing.
      if (type !== "change") return
      isUnsaved = true
      const { known, next } = latest.current
      rememberTyped(key, { fields, revision, versions: [known, next] })
      later(QUIET_MS)
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
  }, [form, key, registrationId, revision, setVersions])

  const drop = () => {
    if (offered) forgetTyped(key, offered.name)
    setOffered(null)
  }
  const take = () => {
    if (!offered) return
    form.reset(offered.fields, { keepDefaultValues: true })
    setWords(`Đã đưa bản nhập dở cũ (${offered.at}) vào biểu mẫu; chưa lưu.`)
    drop()
  }
  const typed = offered && TypedProposal.safeParse(offered.fields).data
  const changed = typed
    ? differences(describeProposal(TypedProposal.parse(form.getValues())), describeProposal(typed))
    : []
  return (
    <>
      <input type="hidden" name="copyVersion" value={versions.known} />
      <input type="hidden" name="copyNext" value={versions.next} />
      <span ref={anchor} role="status" className={classes.autosave}>
        {words}
      </span>
      {offered && changed.length > 0 ? (
        <OlderText title="Bản nhập dở cũ trong trình duyệt này" at={offered.at} changed={changed}>
          <Button type="button" variant="default" size="compact-sm" onClick={take}>
            Đưa vào biểu mẫu
          </Button>
          <Button type="button" variant="default" size="compact-sm" onClick={drop}>
            Bỏ bản nhập dở cũ
          </Button>
        </OlderText>
      ) : null}
    </>
  )
}
