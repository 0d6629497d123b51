/** What stands in `docs/operating/danh-muc.env` where an office writes secrets of its own: everybody knows it. */
const PLACEHOLDERS: ReadonlySet<string> = new Set([
  "MAT_KHAU",
  "MAT_KHAU_KHOA",
  "MAT_KHAU_THU",
  "MA_TRUY_CAP",
  "THAY_BANG_CHUOI_NGAU_NHIEN_DAI_HON_32_KY_TU",
])

/** What is given to other systems, or signs in their place; as `Config` has it. */
type Given = {
  mongodbUri: string | null
  sessionSecret: string | null
  signingKeys: { password: string } | null
  portalTokens: Record<string, string>
  mail: { smtp: { auth: { user: string; pass: string } | null } } | null
  signOn: { clientId: string; clientSecret: string } | null
}

/** Settings by which this system shows another that it is it, and that hold what anybody would try: the example's words, or the name itself. */
export const guessableSecrets = (config: Given): string[] => {
  const { mongodbUri, mail, signOn, signingKeys, portalTokens, sessionSecret } = config
  const [mongoUser = "", mongoPassword = null] = mongodbUri ? namedIn(mongodbUri) : []
  const given: [string, string | null, string?][] = [
    ["MONGODB_URI", mongoPassword, mongoUser],
    ["SESSION_SECRET", sessionSecret],
    ["SIGNING_KEYS_PASSWORD", signingKeys?.password ?? null],
    ["SMTP_URL", mail?.smtp.auth?.pass ?? null, mail?.smtp.auth?.user],
    ["OIDC_CLIENT_SECRET", signOn?.clientSecret ?? null, signOn?.clientId],
    ...Object.entries(portalTokens).map(([target, token]): [string, string, string] => [
      "PORTAL_TOKENS",
      token,
      target,
    ]),
  ]
  const isGuessable = (secret: string | null, name?: string) =>
    secret !== null && (PLACEHOLDERS.has(secret) || (name !== undefined && name !== "" && secret === name))
  return [
    ...new Set(given.flatMap(([variable, secret, name]) => (isGuessable(secret, name) ? [variable] : []))),
  ]
}

/** Name and password in the address of the database, which may name several machines, so is no URL. */
const namedIn = (uri: string): string[] => {
  const [, name, password] = /^mongodb(?:\+srv)?:\/\/([^:@/]*):([^@/]*)@/u.exec(uri) ?? []
  return name === undefined || password === undefined ? [] : [name, password].map(readEscapes)
}

const readEscapes = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
