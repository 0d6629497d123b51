type PageField = {
  name: string
  value: string
  kind: "hidden" | "text" | "choice" | "tick" | "file" | "button"
  /** What a list offers. */
  options: string[]
  /** False for what a browser would not send untouched. */
  isSent: boolean
}

/** A form as it stands in a page: where it is sent, with one of its buttons. */
export type PageForm = { action: string; fields: PageField[] }

/** The forms of a page that are posted, once for every button that says something. */
export const postedForms = (html: string, address: string): PageForm[] =>
  [...html.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/g)].flatMap(([form]) => {
    const [opening = ""] = /<form\b[^>]*>/.exec(form) ?? []
    if (attribute(opening, "method") !== "post") return []
    const action = attribute(opening, "action") ?? address
    const fields = [
      ...form.matchAll(/<(?:input|textarea|select)\b[^>]*>(?:[\s\S]*?<\/(?:textarea|select)>)?/g),
    ]
      .map(([tag]) => fieldOf(tag))
      .filter(({ name }) => name !== "")
    const buttons = [...form.matchAll(/<button\b[^>]*>/g)]
      .map(([tag]) => fieldOf(tag))
      .filter(({ name }) => name !== "")
    return buttons.length === 0
      ? [{ action, fields }]
      : buttons.map((button) => ({ action, fields: [...fields, button] }))
  })

/** What a browser sends of an untouched form. */
export const untouched = ({ fields }: PageForm): [name: string, value: string][] =>
  fields.flatMap(({ name, value, isSent }) => (isSent ? [[name, value]] : []))

const attribute = (tag: string, name: string): string | undefined => {
  const value = new RegExp(`^<[^>]*?\\s${name}="([^"]*)"`).exec(tag)?.[1]
  return value === undefined ? undefined : unescaped(value)
}

const unescaped = (text: string): string =>
  text
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")

function fieldOf(tag: string): PageField {
  const name = attribute(tag, "name") ?? ""
  const value = attribute(tag, "value") ?? ""
  if (tag.startsWith("<textarea"))
    return { ...plain(name, unescaped(/>\n?([\s\S]*?)<\/textarea>/.exec(tag)?.[1] ?? "")), kind: "text" }
  if (tag.startsWith("<select")) {
    const options = [...tag.matchAll(/<option\b[^>]*>/g)].map(([option]) => option)
    const chosen = options.find((option) => /\sselected=/.test(option)) ?? options[0] ?? ""
    return {
      ...plain(name, attribute(chosen, "value") ?? ""),
      kind: "choice",
      options: options.map((option) => attribute(option, "value") ?? ""),
    }
  }
  if (tag.startsWith("<button")) return { ...plain(name, value), kind: "button" }
  const type = attribute(tag, "type") ?? "text"
  if (type === "checkbox" || type === "radio")
    return { ...plain(name, value || "on"), kind: "tick", isSent: /^<[^>]*\schecked=/.test(tag) }
  return { ...plain(name, value), kind: type === "hidden" || type === "file" ? type : "text" }
}

const plain = (name: string, value: string) => ({ name, value, options: [], isSent: true })
