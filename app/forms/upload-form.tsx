import { Button, type ButtonProps, Stack, Text } from "@mantine/core"
import { Form, useNavigation } from "@remix-run/react"
import {
  type ChangeEvent,
  createContext,
  type FormEvent,
  type ReactNode,
  useContext,
  useEffect,
  useId,
  useRef,
  useState,
} from "react"
import notices from "../components/notices.module.css"
import { limitWords, tooLargeWords, type UploadLimit } from "../http/upload-limits.ts"
import classes from "./upload-form.module.css"

type UploadContext = {
  limit: UploadLimit
  /** Id of the message, while there is one. */
  faultId: string | undefined
  onChoose: (event: ChangeEvent<HTMLInputElement>) => void
}
const Uploading = createContext<UploadContext | null>(null)

type UploadFormProps = {
  limit: UploadLimit
  /** What the form does, for screen readers. */
  label: string
  /** Why the last sending was not taken. */
  error: string | undefined
  children: ReactNode
}

/**
 * A form that sends files with the browser's own file field: works without scripts and by keyboard. With scripts, what is
 * too large is said when it is chosen and never sent, so that nothing typed beside it is lost.
 */
export function UploadForm({ limit, label, error, children }: UploadFormProps) {
  const [tooLarge, setTooLarge] = useState<string>()
  const fault = tooLarge ?? error
  const faultId = useId()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (fault) box.current?.focus()
  }, [fault])
  const onChoose = ({ currentTarget: { files } }: ChangeEvent<HTMLInputElement>) => {
    const weight = [...(files ?? [])].reduce((sum, { size }) => sum + size, 0)
    setTooLarge(weight > limit.bytes ? tooLargeWords(limit) : undefined)
  }
  const onSubmit = (event: FormEvent) => {
    if (!tooLarge) return
    event.preventDefault()
    box.current?.focus()
  }
  return (
    <Uploading.Provider value={{ limit, faultId: fault ? faultId : undefined, onChoose }}>
      <Form method="post" encType="multipart/form-data" aria-label={label} onSubmit={onSubmit}>
        <Stack gap="sm" maw={640}>
          {fault ? (
            <div ref={box} role="alert" tabIndex={-1} className={notices.errors} id={faultId}>
              {fault}
            </div>
          ) : null}
          {children}
        </Stack>
      </Form>
    </Uploading.Provider>
  )
}

type FileFieldProps = {
  label: ReactNode
  required?: boolean
  multiple?: boolean
  /** What else is to be known of the file, after its limit. */
  note?: ReactNode
}

/** The file of an upload form, with the kinds it may be of and what it may weigh; its words are ours in every browser. */
export function FileField({ label, note, ...input }: FileFieldProps) {
  const { limit, faultId, onChoose } = useUploading()
  const [chosen, setChosen] = useState<string>()
  const id = useId()
  const noteId = `${id}-note`
  return (
    <div>
      <label htmlFor={id} className={classes.label}>
        {label}
      </label>
      <Text size="sm" c="dimmed" id={noteId}>
        {limitWords(limit)}
        {note ? <> {note}</> : null}
      </Text>
      <div className={classes.chooser}>
        <input
          {...input}
          id={id}
          type="file"
          name="file"
          accept={limit.kinds.join(",")}
          aria-describedby={faultId ? `${noteId} ${faultId}` : noteId}
          aria-invalid={faultId !== undefined}
          className={classes.file}
          // The browser's own words lie unseen under ours; what was chosen it says itself where no script runs.
          data-empty={chosen === "" || undefined}
          data-said={chosen ? true : undefined}
          onChange={(event) => {
            setChosen([...(event.currentTarget.files ?? [])].map(({ name }) => name).join(", "))
            onChoose(event)
          }}
        />
        <span aria-hidden className={classes.choose}>
          Chọn tệp…
        </span>
        <span aria-hidden className={classes.none}>
          Chưa chọn tệp nào
        </span>
        {chosen ? (
          <span aria-hidden className={classes.said}>
            {chosen}
          </span>
        ) : null}
      </div>
    </div>
  )
}

/** Sends an upload form; says what the wait is for. */
export function UploadButton({
  busy,
  children,
  ...rest
}: ButtonProps & { busy: string; children: ReactNode }) {
  const isSending = useNavigation().formEncType === "multipart/form-data"
  return (
    <>
      <Button type="submit" w="fit-content" {...rest} loading={isSending}>
        {children}
      </Button>
      <Text role="status" size="sm">
        {isSending ? busy : ""}
      </Text>
    </>
  )
}

const useUploading = (): UploadContext => {
  const context = useContext(Uploading)
  if (!context) throw new Error("a file field stands outside its upload form")
  return context
}
