import { type PageForm, untouched } from "./page-forms.ts"

/** A form as somebody leaves it who fills in everything: texts written, the last choice of a list, every tick. */
export const typed = (form: PageForm): PageForm => ({
  ...form,
  fields: form.fields.map((field) => {
    const { kind, name, options } = field
    if (kind === "text")
      return { ...field, value: /On$/.test(name) ? "01/03/2023" : `Nhập "${name}" & <gửi>` }
    if (kind === "choice") return { ...field, value: options.at(-1) ?? "" }
    return kind === "tick" ? { ...field, isSent: true } : field
  }),
})

/** The body a browser sends of a form with a file of so many bytes. */
export const withFile = (form: PageForm, size: number): { type: string; body: Buffer } => {
  const part = (name: string, value: string) =>
    `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const file = '--x\r\nContent-Disposition: form-data; name="file"; filename="tệp.bin"\r\n\r\n'
  const isFile = (name: string) => form.fields.some((field) => field.name === name && field.kind === "file")
  const parts = untouched(form).flatMap(([name, value]) =>
    isFile(name)
      ? [Buffer.from(file), Buffer.alloc(size), Buffer.from("\r\n")]
      : [Buffer.from(part(name, value))],
  )
  return {
    type: "multipart/form-data; boundary=x",
    body: Buffer.concat([...parts, Buffer.from("--x--\r\n")]),
  }
}
