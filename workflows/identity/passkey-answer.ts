import { z } from "zod"
import { InvalidInputError } from "#models/shared/errors.ts"

/** Where people reach the office: what their keys sign for. */
export type Site = {
  /** `https://danhmuc.example.gov.vn` */
  origin: string
  /** Its host alone. */
  rpId: string
}

const TEXT = z.string().max(20_000)
const ID = z.string().min(1).max(1_400)
const Envelope = z.object({
  id: ID,
  rawId: ID,
  type: z.literal("public-key"),
  clientExtensionResults: z.object({}).default({}),
})
/** What a browser sends of a key that was made (WebAuthn Level 3, RegistrationResponseJSON). */
export const MadeKey = Envelope.extend({
  response: z.object({
    clientDataJSON: TEXT,
    attestationObject: TEXT,
    transports: z.array(z.string().max(40)).max(10).optional(),
  }),
})
/** What a browser sends of a key that was used (AuthenticationResponseJSON). */
export const UsedKey = Envelope.extend({
  response: z.object({ clientDataJSON: TEXT, authenticatorData: TEXT, signature: TEXT }),
})

/** @throws InvalidInputError for what is no answer of a key, as without scripts */
export const readAnswer = <S extends z.ZodType>(text: string, shape: S): z.output<S> => {
  const parsed = shape.safeParse(jsonOf(text))
  if (parsed.success) return parsed.data
  throw new InvalidInputError(
    "Khóa truy cập chưa trả lời. Trình duyệt phải cho chạy mã lệnh (JavaScript) của trang này; bấm lại nút, hoặc dùng cách khác.",
    [],
  )
}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
