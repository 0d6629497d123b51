import { paths } from "../../http/paths.ts"

type Answer =
  | { kind: "KEPT"; version: string; words: string }
  /** Something later stands there: sending again would be refused again. */
  | { kind: "REFUSED"; words: string }
  | { kind: "CUT"; words: string }
  | { kind: "SIGNED_OUT"; words: string }
  | { kind: "FAILED"; words: string }

/** Sends what a form holds to be kept as half done. Never throws: a cut is an answer too, in words for the person who types. */
export const sendTyped = async (registrationId: string, form: HTMLFormElement): Promise<Answer> => {
  const body = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value)
  const answer = await fetch(paths.workingCopy(registrationId), { method: "POST", body }).catch(() => null)
  if (answer?.redirected)
    return {
      kind: "SIGNED_OUT",
      words:
        "Phiên đăng nhập đã hết: phần đang nhập được giữ trong trình duyệt này. Hãy đăng nhập lại ở một thẻ khác, rồi gõ tiếp để tự lưu.",
    }
  if (answer === null || answer.status >= 500)
    return {
      kind: "CUT",
      words: "Mất kết nối: phần đang nhập được giữ trong trình duyệt này và sẽ tự lưu khi có mạng.",
    }
  const told = (await answer.json().catch(() => ({}))) as Partial<Record<string, string>>
  if (answer.ok)
    return {
      kind: "KEPT",
      version: told.version ?? "",
      words: `Đã tự lưu phần đang nhập lúc ${told.savedAt}.`,
    }
  if (answer.status === 409) return { kind: "REFUSED", words: told.message ?? "" }
  return { kind: "FAILED", words: "Chưa tự lưu được phần đang nhập. Hãy bấm “Lưu dự thảo”." }
}
