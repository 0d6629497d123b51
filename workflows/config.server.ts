import { join, resolve } from "node:path"
import { z } from "zod"
import { readScannerAddress, type ScannerAddress } from "#workflows/scanner-address.ts"
import { guessableSecrets } from "./given-secrets.ts"
import { readSignOn, SIGN_ON_VARIABLES, type SignOnSettings } from "./sign-on-settings.ts"
import { readSmtpUrl, type SmtpAddress } from "./smtp-address.ts"

const flag = z.stringbool({ error: "phải là true hoặc false (must be true or false)" })

/** Đắk Nông 2023 of three levels (NĐ 42/2022), Lâm Đồng 2027 of two (NĐ 224/2026). */
const TRAINING_PROVINCE_IDS = ["dak-nong", "lam-dong"] as const
export type TrainingProvinceId = (typeof TRAINING_PROVINCE_IDS)[number]

/** `host` or `host:port`, with commas between them. */
const hosts = z
  .string()
  .default("")
  .transform((text) =>
    text
      .split(",")
      .map((host) => host.trim().toLowerCase())
      .filter((host) => host !== ""),
  )

const Environment = z.object({
  PORT: z.coerce
    .number({ error: "phải là số cổng 0–65535 (must be a port number)" })
    .int()
    .min(0)
    .max(65_535)
    .default(3000),
  HOST: z
    .union([z.ipv4(), z.ipv6(), z.hostname()], {
      error:
        "phải là địa chỉ IP hoặc tên máy, không kèm http:// hay số cổng (must be an address or host name)",
    })
    .optional(),
  DATA_DIR: z.string().default("./data"),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, "phải bắt đầu bằng mongodb:// (must start with mongodb://)")
    .optional(),
  STORE_CACHE_MB: z.coerce
    .number({ error: "phải là số MiB (must be a number of MiB)" })
    .int()
    .min(16, "ít nhất 16 MiB (at least 16 MiB)")
    .default(128),
  SESSION_SECRET: z.string().min(32, "phải dài ít nhất 32 ký tự (must be at least 32 characters)").optional(),
  TRAINING_MODE: flag.optional(),
  TRAINING_PROVINCE: z
    .enum(TRAINING_PROVINCE_IDS, {
      error: `phải là một trong ${TRAINING_PROVINCE_IDS.join(", ")} (must be one of these)`,
    })
    .default("dak-nong"),
  TEST_BED: flag.default(false),
  NODE_ENV: z.enum(["production", "development", "test"]).default("development"),
  PUBLIC_URL: z.url({ error: "phải là địa chỉ http(s):// (must be an http(s) address)" }).optional(),
  TRUST_PROXY: z.coerce
    .number({ error: "phải là số máy chủ trung gian (must be the number of proxies)" })
    .int()
    .min(0)
    .default(0),
  PORTAL_TOKENS: z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown
      } catch {
        context.addIssue({ code: "custom", message: 'phải là JSON {"cong-tinh": "…"} (must be JSON)' })
        return z.NEVER
      }
    })
    .pipe(z.record(z.string(), z.string()))
    .optional(),
  TRUSTED_CERTIFICATES: z.string().optional(),
  SIGNING_KEYS: z.string().optional(),
  SIGNING_KEYS_PASSWORD: z.string().default(""),
  TIMESTAMP_URL: z.url({ error: "phải là địa chỉ http(s):// (must be an http(s) address)" }).optional(),
  SMTP_URL: z
    .string()
    .refine((text) => readSmtpUrl(text) !== null, {
      error: "phải là smtp://tên:mật-khẩu@máy:cổng hoặc smtps://… (must be an smtp or smtps address)",
    })
    .optional(),
  MAIL_FROM: z.email({ error: "phải là một địa chỉ thư (must be a mail address)" }).optional(),
  WEBHOOK_HOSTS: hosts,
  SITE_HOSTS: hosts,
  CLAMD: z
    .string()
    .transform((text, context) => {
      const address = readScannerAddress(text)
      if (address) return address
      const message = "phải là tcp://máy:cổng hoặc unix:/đường/dẫn (must be tcp://host:port or unix:/path)"
      context.addIssue({ code: "custom", message })
      return z.NEVER
    })
    .optional(),
  ...SIGN_ON_VARIABLES,
  CHECKPOINT_DIR: z.string().optional(),
  CHECKPOINT_KEY: z.string().optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
})

/** The variables that are read; `.env.example` says of each what it does. */
export const VARIABLES = Object.keys(Environment.shape)

/** Everything the environment decides, parsed once. */
export type Config = {
  port: number
  /**
   * Address to listen on; null: every address of the machine. In training mode, where everybody knows the passwords, only
   * this machine's own unless HOST says otherwise.
   */
  host: string | null
  /** Absolute folder of the embedded store, keys and built files. */
  dataDir: string
  /** Null: the embedded store under `dataDir`. */
  mongodbUri: string | null
  /** What the embedded store may keep of documents in memory. */
  storeCacheBytes: number
  /** Signs session cookies; null: one made at the first start and kept under `dataDir`. */
  sessionSecret: string | null
  trainingMode: boolean
  /** The made-up office a first start in training mode fills the store with. */
  trainingProvince: TrainingProvinceId
  /** A trial of the real mode on a machine nobody else reaches: it may go without an https address. */
  testBed: boolean
  /** Cookies are sent over HTTPS only: NODE_ENV=production, or a public address with https. */
  secureCookies: boolean
  /** Address under which people reach the system, without a slash at the end; null: taken from the request. */
  publicUrl: string | null
  /** Proxies in front whose X-Forwarded-* headers are believed. */
  trustProxy: number
  /** Bearer tokens of the real portals, by target; none in training mode. */
  portalTokens: Record<string, string>
  /** Folder of the certificates of trusted authorities; null: every authority is named, none is vouched for. */
  trustedCertificates: string | null
  /** Folder of PKCS#12 keys the office keeps, and what opens them; null: everybody signs with software of their own. */
  signingKeys: { folder: string; password: string } | null
  /** Service that stamps signatures with the time (RFC 3161); null: none. */
  timestampUrl: string | null
  /** The server mail is handed to, and the office's own address; null: no mail is sent. */
  mail: { smtp: SmtpAddress; from: string } | null
  /** Where people may sign in besides by password; null: nowhere. */
  signOn: SignOnSettings | null
  /** Hosts (`host`, `host:port`) that webhooks may reach over plain HTTP and at private addresses. */
  webhookHosts: readonly string[]
  /** Hosts (`host`, `host:port`) at private addresses whose websites the system may open. */
  siteHosts: readonly string[]
  /** Where the scanner for viruses listens; null: the office has none. */
  scanner: ScannerAddress | null
  /** Folder checkpoints of the log are written to; better on another machine. */
  checkpointDir: string
  /** The key that signs them (Ed25519, PEM); null: one made at the first start and kept under `dataDir`. */
  checkpointKey: string | null
  logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "silent"
}

/** The environment is not usable; the message lists every bad field in Vietnamese and English. */
export class ConfigError extends Error {}

/**
 * Reads the environment; an empty variable counts as unset. Touches nothing: commands that only read ask it too.
 * @throws ConfigError naming every bad field
 */
export const readConfig = (env: Record<string, string | undefined>): Config => {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""))
  const parsed = Environment.safeParse(given)
  if (!parsed.success) throw new ConfigError(describe(parsed.error))
  const e = parsed.data
  const dataDir = resolve(e.DATA_DIR)
  const trainingMode = e.TRAINING_MODE ?? e.MONGODB_URI === undefined
  return {
    port: e.PORT,
    host: e.HOST ?? (trainingMode ? "127.0.0.1" : null),
    dataDir,
    mongodbUri: e.MONGODB_URI ?? null,
    storeCacheBytes: e.STORE_CACHE_MB * 1024 * 1024,
    sessionSecret: e.SESSION_SECRET ?? null,
    trainingMode,
    trainingProvince: e.TRAINING_PROVINCE,
    testBed: e.TEST_BED,
    secureCookies: e.NODE_ENV === "production" || (e.PUBLIC_URL?.startsWith("https:") ?? false),
    publicUrl: e.PUBLIC_URL?.replace(/\/+$/, "") ?? null,
    trustProxy: e.TRUST_PROXY,
    portalTokens: e.PORTAL_TOKENS ?? {},
    trustedCertificates: e.TRUSTED_CERTIFICATES === undefined ? null : resolve(e.TRUSTED_CERTIFICATES),
    signingKeys: e.SIGNING_KEYS
      ? { folder: resolve(e.SIGNING_KEYS), password: e.SIGNING_KEYS_PASSWORD }
      : null,
    timestampUrl: e.TIMESTAMP_URL ?? null,
    mail: mailOf(e),
    signOn: signOnOf(e, trainingMode || e.TEST_BED),
    webhookHosts: e.WEBHOOK_HOSTS,
    siteHosts: e.SITE_HOSTS,
    scanner: e.CLAMD ?? null,
    checkpointDir: e.CHECKPOINT_DIR ? resolve(e.CHECKPOINT_DIR) : join(dataDir, "checkpoints"),
    checkpointKey: e.CHECKPOINT_KEY ? resolve(e.CHECKPOINT_KEY) : null,
    logLevel: e.LOG_LEVEL,
  }
}

const mailOf = ({ SMTP_URL, MAIL_FROM }: z.output<typeof Environment>): Config["mail"] => {
  if (SMTP_URL === undefined && MAIL_FROM === undefined) return null
  const smtp = readSmtpUrl(SMTP_URL ?? "")
  if (smtp && MAIL_FROM !== undefined) return { smtp, from: MAIL_FROM }
  throw new ConfigError(
    "SMTP_URL và MAIL_FROM đi cùng nhau: đặt cả hai để gửi thư, hoặc bỏ cả hai (set both or neither).",
  )
}

const signOnOf = (e: z.output<typeof Environment>, mayBePlain: boolean): SignOnSettings | null => {
  const read = readSignOn(e, mayBePlain)
  if ("fault" in read) throw new ConfigError(read.fault)
  return read.settings
}

/**
 * An office's own work is served under an https address: over plain HTTP passwords and sessions can be read on the way.
 * And with secrets of its own: those of the example are known to everybody (ASVS 5.0 V13.2.3).
 * @throws ConfigError outside training where a secret is the example's or a name once more, and where PUBLIC_URL is not https and
 * nobody said that this is a test bed
 */
export const assertServable = (config: Config): void => {
  const { trainingMode, testBed, publicUrl } = config
  const guessable = trainingMode ? [] : guessableSecrets(config)
  if (guessable.length > 0)
    throw new ConfigError(
      `Chưa khởi động: ${guessable.join(", ")} còn giữ giá trị của tệp mẫu, hoặc mật khẩu trùng tên. Đặt giá trị của riêng mình (secrets must be your own).`,
    )
  if (trainingMode || testBed || publicUrl?.startsWith("https://")) return
  throw new ConfigError(
    [
      "Chưa khởi động: ngoài chế độ tập huấn phải có PUBLIC_URL bắt đầu bằng https:// (an https PUBLIC_URL is required outside training).",
      "  - Để làm việc thật: đặt PUBLIC_URL là địa chỉ https của hệ thống, sau máy chủ trung gian có TLS.",
      "  - Để thử trên máy riêng, không ai khác vào: đặt TEST_BED=true.",
    ].join("\n"),
  )
}

const describe = (error: z.ZodError): string =>
  [
    "Cấu hình chưa đúng, hệ thống chưa khởi động (bad configuration, not started):",
    ...error.issues.map((issue) => `  - ${issue.path.join(".")}: ${issue.message}`),
  ].join("\n")
