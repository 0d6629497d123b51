import { z } from "zod"

/** Where people are signed in for the whole province, and by what this system is known there. */
export type SignOnSettings = {
  /** The provider's own name, exactly as its configuration says it. */
  issuer: string
  clientId: string
  clientSecret: string
  /** What the button says after «Đăng nhập bằng»: the name people know. */
  label: string
}

/** The variables that name the provider. */
export const SIGN_ON_VARIABLES = {
  OIDC_ISSUER: z
    .url({
      protocol: /^https?$/,
      error: "phải là địa chỉ http(s):// của nơi đăng nhập chung (must be an http(s) address)",
    })
    .refine((text) => !/[?#]/.test(text), { error: "không kèm ? hay # (no query, no fragment)" })
    .optional(),
  OIDC_CLIENT_ID: z.string().max(300).optional(),
  OIDC_CLIENT_SECRET: z.string().max(2_000).optional(),
  OIDC_LABEL: z.string().max(60, "nhiều nhất 60 ký tự (at most 60 characters)").optional(),
}

type Given = { [Name in keyof typeof SIGN_ON_VARIABLES]?: string | undefined }

/**
 * The provider as it is set; null where none of it is.
 * @param mayBePlain in training or on a test bed: the provider may be asked over plain HTTP
 * @returns `fault`: why it cannot be used, in Vietnamese and English
 */
export const readSignOn = (
  given: Given,
  mayBePlain: boolean,
): { settings: SignOnSettings | null } | { fault: string } => {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_LABEL } = given
  const missing = Object.keys(SIGN_ON_VARIABLES).filter((name) => given[name as keyof Given] === undefined)
  if (missing.length === Object.keys(SIGN_ON_VARIABLES).length) return { settings: null }
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET || !OIDC_LABEL)
    return {
      fault: `${Object.keys(SIGN_ON_VARIABLES).join(", ")} đi cùng nhau; còn thiếu ${missing.join(", ")}. Đặt đủ để đăng nhập qua nơi đăng nhập chung, hoặc bỏ cả bốn (set all or none).`,
    }
  if (!OIDC_ISSUER.startsWith("https:") && !mayBePlain)
    return {
      fault:
        "OIDC_ISSUER phải bắt đầu bằng https:// ngoài chế độ tập huấn (an https issuer is required outside training).",
    }
  return {
    settings: {
      issuer: OIDC_ISSUER,
      clientId: OIDC_CLIENT_ID,
      clientSecret: OIDC_CLIENT_SECRET,
      label: OIDC_LABEL,
    },
  }
}
