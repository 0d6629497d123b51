import { join } from "node:path"
import { type Logger, pino } from "pino"
import { letUnscannedWait } from "#models/attachment/attachment.repository.server.ts"
import type { LegalRegime } from "#models/legal-regime/legal-regime.ts"
import { drawingPage } from "#models/shared/once-per-page.server.ts"
import { sealWith } from "#models/webhook/sealed-secret.server.ts"
import { sealKeptSecrets } from "#models/webhook/webhook-secret.repository.server.ts"
import { tidyAttachments } from "#workflows/attachments/tidy-attachments.server.ts"
import type { MailSender } from "#workflows/gateways/mail/mail-sender.ts"
import { smtpSender } from "#workflows/gateways/mail/smtp-sender.server.ts"
import { oidcSignOn } from "#workflows/gateways/sign-on/oidc-sign-on.server.ts"
import type { SignOn } from "#workflows/gateways/sign-on/sign-on.ts"
import { siteVisitor } from "#workflows/gateways/site-visit/site-visitor.server.ts"
import { clamd } from "#workflows/gateways/virus-scanner/clamd.server.ts"
import type { VirusScanner } from "#workflows/gateways/virus-scanner/virus-scanner.ts"
import "#models/shared/vietnamese-messages.ts"
import type { ReferenceReader } from "#models/reference/reference-reader.ts"
import { storedReference } from "#models/reference/stored-reference.server.ts"
import { type Clock, systemClock } from "#models/shared/clock.ts"
import { dayOf } from "#models/shared/dates.ts"
import type { Store } from "#models/store/connection.server.ts"
import { findTrainingUsers } from "#models/user/user.repository.server.ts"
import type { User } from "#models/user/user.ts"
import type { KnownAuthorities } from "#workflows/signatures/known-authorities.ts"
import { lookAtSites } from "#workflows/site-watch/look-at-sites.server.ts"
import { runBulkJobs } from "./bulk/run-bulk-jobs.server.ts"
import { nextDueInstant } from "./clocks/next-due.server.ts"
import type { Config } from "./config.server.ts"
import { type PortalClients, portalClients } from "./gateways/portals/portal-clients.server.ts"
import { startPortalSimulator } from "./gateways/portals/simulator/start-simulator.server.ts"
import { watchAuthorities, withAuthority } from "./gateways/signing/authorities.server.ts"
import { keyFileSigning } from "./gateways/signing/key-file-signing.server.ts"
import { ownAuthorityOf } from "./gateways/signing/own-authority.server.ts"
import type { SigningService } from "./gateways/signing/signing-service.ts"
import { timeStamping } from "./gateways/signing/time-stamping.server.ts"
import { trainingSigning, unconfiguredSigning } from "./gateways/signing/training-signing.server.ts"
import { hashKeptCodes } from "./identity/hash-kept-codes.server.ts"
import { keptSessionSecret } from "./identity/session-secret.server.ts"
import { actorOf } from "./identity/sign-in.server.ts"
import { checkpointKey } from "./log-checkpoint/checkpoint-key.server.ts"
import type { CheckpointDependencies } from "./log-checkpoint/take-checkpoint.server.ts"
import { noticeWork } from "./notices/notice-work.server.ts"
import { officeDuty } from "./office-duty.server.ts"
import { openOfficeStore } from "./office-store.server.ts"
import { publicStanding } from "./public-catalogue/public-standing.server.ts"
import { nextReorganisation } from "./reorganisation/next-reorganisation.server.ts"
import { type RepeatingWork, repeatingWork } from "./repeating-work.ts"
import type { FirstSetup } from "./setup/first-setup.server.ts"
import type { DueSource } from "./training/move-training-clock.server.ts"
import { openTrainingClock, TRAINING_STARTS, type TrainingClock } from "./training/training-clock.server.ts"
import { stopReading } from "./uploads/apart.server.ts"

/** The real dependencies of the running product, wired once per process. */
export type Runtime = {
  config: Config
  logger: Logger
  store: Store
  /** The office's time: the training clock in training mode, else the machine's. */
  clock: Clock
  /** The machine's time, for what guards the machine itself: sessions and failed sign-ins. */
  realClock: Clock
  /** Signs session cookies. */
  sessionSecret: string
  trainingMode: boolean
  trainingClock: TrainingClock | null
  /** Law, agencies and issuing facts by date. */
  reference: ReferenceReader
  /** What looks for viruses in files that people attach; null where the office has none. */
  scanner: VirusScanner | null
  /** Hands over mail that is not kept, such as a code; null where the office sends none. */
  mailer: MailSender | null
  /** Where the province signs people in; null where it does not. */
  signOn: SignOn | null
  /** Reads the data of one page, writing nothing; of the same bundle as what reads. */
  drawingPage: typeof drawingPage
  getRegime(id: string): Promise<LegalRegime>
  /** A client per portal of today. */
  portals(): Promise<PortalClients>
  signing: SigningService
  /** What signs checkpoints of the log, and where their files go. */
  checkpoints: Pick<CheckpointDependencies, "key" | "stamp" | "folder">
  /** The authorities the office trusts, as known by now; in training mode also the one that certifies its made-up people. */
  readonly authorities: KnownAuthorities
  /** Where the public reaches the system; null: taken from each request. */
  publicUrl: string | null
  /** Does what is due; also asked after each move of the training clock. */
  duty: RepeatingWork
  /** Does what was asked for in bulk; woken when something is. */
  bulkWork: RepeatingWork
  /** Mails what is new, on its own; asked after each move of the training clock, which waits for no mail server. */
  noticeWork: RepeatingWork
  /** Scans files for viruses, and erases what was taken away. */
  attachmentWork: RepeatingWork
  /** Opens the websites of the register when they are due or asked for. */
  siteWork: RepeatingWork
  /** Who knows what falls due next; asked by “Tới hạn kế tiếp”. */
  dueSources: DueSource[]
  /** Set by the start while the office waits to be set up. */
  firstSetup: FirstSetup | null
  /** Changes whenever a public page would say something else; asked before each that was drawn earlier. */
  publicStanding(): Promise<string>
  /** The made-up people whose sign-ins may be shown; nobody outside training mode. */
  trainingUsers(): Promise<User[]>
  /** Stops what runs and closes the store; called once. */
  close(): Promise<void>
}

/**
 * Opens the store and wires the product to it.
 * @throws OfficeError when the store cannot be opened, or is for the other mode
 */
export const startRuntime = async (config: Config): Promise<Runtime> => {
  const logger = pino({ level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime })
  // A folder that cannot be read stops the start, not the first check.
  const authorities = watchAuthorities(config.trustedCertificates, (message) => logger.error(message))
  const store = await openOfficeStore(config)
  const trainingClock = config.trainingMode
    ? await openTrainingClock(systemClock, TRAINING_STARTS[config.trainingProvince])
    : null
  const clock = trainingClock ?? systemClock
  const simulator = config.trainingMode ? await startPortalSimulator({ port: 0, clock }) : null
  const reference: ReferenceReader = simulator
    ? { ...storedReference, portalTargetsOn: atSimulator(simulator.url) }
    : storedReference
  const tokens = config.portalTokens
  const portals = async () =>
    portalClients(
      await reference.portalTargetsOn(dayOf(clock.now())),
      simulator ? {} : { tokenOf: async (target) => tokens[target] ?? "" },
    )
  const signing = await signingOf(config)
  const checkpoints = {
    key: checkpointKey(config),
    stamp: timeStamping(config.timestampUrl),
    folder: config.checkpointDir,
  }
  const scanner = config.scanner && clamd(config.scanner)
  if (scanner) await letUnscannedWait()
  const duty = officeDuty({
    store,
    clock,
    leaseClock: systemClock,
    logger,
    portals,
    reference,
    signing,
    checkpoints,
  })
  const bulkWork = repeatingWork({
    name: "bulk work",
    logger,
    everyMs: 2_000,
    work: () =>
      runBulkJobs({
        store,
        clock,
        leaseClock: systemClock,
        getRegime: reference.regime,
        reference,
        actorOf: (userId) => actorOf(config, userId, dayOf(clock.now())),
      }),
  })
  // Of its own: a scanner that hangs holds up nothing else.
  const attachmentWork = repeatingWork({
    name: "attachments",
    logger,
    everyMs: 30_000,
    work: () => tidyAttachments({ store, clock, scanner }),
  })
  // Of its own: sites answer as slowly as they like.
  const siteWork = repeatingWork({
    name: "site watch",
    logger,
    everyMs: 60_000,
    work: () =>
      lookAtSites({
        store,
        clock,
        leaseClock: systemClock,
        visitor: siteVisitor({ allowedHosts: config.siteHosts }),
      }),
  })
  const mail = mailSettingsOf(config)
  const notices = noticeWork({
    store,
    clock,
    leaseClock: systemClock,
    logger,
    mail,
    isTraining: config.trainingMode,
    webhookHosts: config.webhookHosts,
  })
  trainingClock?.afterMove(async () => {
    await duty.runNow()
    void notices.runNow().catch(() => {})
  })
  const ownAuthority = await ownAuthorityOf(config)
  const sessionSecret = config.sessionSecret ?? keptSessionSecret(config.dataDir)
  sealWith(sessionSecret)
  await sealKeptSecrets()
  const keptCodes = hashKeptCodes({ store, logger })
  return {
    config,
    logger,
    store,
    clock,
    realClock: systemClock,
    sessionSecret,
    trainingMode: config.trainingMode,
    drawingPage,
    scanner,
    mailer: mail && smtpSender(mail),
    signOn: config.signOn && oidcSignOn(config.signOn, systemClock),
    trainingClock,
    reference,
    getRegime: reference.regime,
    portals,
    signing,
    checkpoints,
    get authorities() {
      return withAuthority(authorities(), ownAuthority)
    },
    publicUrl: config.publicUrl,
    duty,
    bulkWork,
    noticeWork: notices,
    attachmentWork,
    siteWork,
    dueSources: [nextDueInstant({ clock, reference }), nextReorganisation],
    firstSetup: null,
    publicStanding: publicStanding({ clock, reference, trainingMode: config.trainingMode }),
    trainingUsers: async () => (config.trainingMode ? findTrainingUsers() : []),
    async close() {
      await keptCodes.stop()
      await bulkWork.stop()
      await notices.stop()
      await attachmentWork.stop()
      await siteWork.stop()
      await duty.stop()
      await simulator?.close()
      await trainingClock?.close()
      await stopReading()
      await store.close()
    },
  }
}

/** Links of mails lead to this machine where no address was given: in training, or on a test bed. */
const mailSettingsOf = ({ mail, publicUrl, port, trainingMode }: Config) =>
  mail && {
    smtp: mail.smtp,
    from: { name: "Danh mục dịch vụ công trực tuyến", address: mail.from },
    baseUrl: publicUrl ?? `http://localhost:${port}`,
    isTraining: trainingMode,
  }

/** Made-up keys in training mode only; else the keys the office keeps, or none. */
const signingOf = async ({ trainingMode, dataDir, signingKeys, timestampUrl }: Config) => {
  if (trainingMode) return trainingSigning(join(dataDir, "keys"))
  return signingKeys ? keyFileSigning({ ...signingKeys, timestampUrl }) : unconfiguredSigning
}

/** In training mode the portals are the simulator inside this process. */
const atSimulator =
  (url: string): ReferenceReader["portalTargetsOn"] =>
  async (day) =>
    (await storedReference.portalTargetsOn(day)).map((target) => ({ ...target, url: `${url}/${target.id}` }))
