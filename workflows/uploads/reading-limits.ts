import { availableParallelism } from "node:os"

/**
 * What reading one file may take. `module` and `run`: the function that reads, by its file and name; it gets and gives what
 * can be copied to another process. `seconds` of the processor's time; `memoryMb` its process may take at one moment beside the program;
 * `unpackedMb` of all that readers of PDF unpack (spreadsheets, Word files and gzip have theirs in `IMPORT_LIMITS`);
 * `answerMb` of what comes back.
 */
export type Reading = {
  module: string
  run: string
  seconds: number
  memoryMb: number
  unpackedMb: number
  answerMb: number
}

/** Processes that read, how far they stand behind the server for the processor (`nice`), and how many files may wait for one; a file more is refused. */
export type Lane = { processes: number; nice: number; waiting: number }

/**
 * Anybody's files apart from those of the office, so that no stranger keeps an official waiting; theirs never take more than half of the
 * processors, so that pages are still drawn.
 */
export const LANES = {
  public: { processes: availableParallelism() < 4 ? 1 : 2, nice: 10, waiting: 8 },
  office: { processes: 2, nice: 0, waiting: 32 },
} as const satisfies Record<string, Lane>

const verification = {
  module: "#workflows/document-verification/verify-decision.server.ts",
  run: "verifyDecision",
  seconds: 60,
  memoryMb: 1024,
  unpackedMb: 256,
  answerMb: 2,
}

/** Everything that reads what people send, once each. */
export const READINGS = {
  /** A decision or annex that anybody asks about. */
  verifyUploaded: { lane: "public", ...verification },
  /** What goes out under the seal. */
  verifySealed: { lane: "office", ...verification },
  /** A file that comes back signed by software of somebody's own. */
  checkSignedFile: {
    lane: "office",
    ...verification,
    module: "#workflows/document-verification/signed-elsewhere.server.ts",
    run: "checkUpload",
  },
  signatureFaults: {
    lane: "office",
    ...verification,
    module: "#workflows/campaign/signature-faults.server.ts",
    run: "signatureFaults",
  },
  /** A signature that was kept, beside one that is being given. */
  numbersInSignature: {
    lane: "office",
    ...verification,
    module: "#workflows/signer-number/numbers-in-signature.server.ts",
    run: "numbersInSignature",
  },
  /** The proof of a row, which somebody holds beside a decision. */
  checkRowProof: {
    lane: "public",
    module: "#workflows/public-catalogue/check-row-proof.server.ts",
    run: "checkRowProof",
    seconds: 10,
    memoryMb: 512,
    unpackedMb: 0,
    answerMb: 1,
  },
  lintDocument: {
    lane: "office",
    module: "#workflows/document-form/lint-file.server.ts",
    run: "lintFile",
    seconds: 120,
    memoryMb: 1536,
    unpackedMb: 512,
    answerMb: 32,
  },
  pageImage: {
    lane: "office",
    module: "#workflows/pdf-reading/page-image.server.ts",
    run: "pageImage",
    seconds: 30,
    memoryMb: 768,
    unpackedMb: 256,
    answerMb: 16,
  },
  compareWord: {
    lane: "office",
    module: "#workflows/screens/compare-with-word.server.ts",
    run: "compareWithWord",
    seconds: 30,
    memoryMb: 1024,
    unpackedMb: 0,
    answerMb: 32,
  },
  judgeRegister: {
    lane: "office",
    module: "#workflows/register/judge-register-file.server.ts",
    run: "judgeRegisterFile",
    seconds: 120,
    memoryMb: 3072,
    unpackedMb: 0,
    answerMb: 512,
  },
  readEvidence: {
    lane: "office",
    module: "#workflows/evidence/read-evidence-file.server.ts",
    run: "readEvidenceFile",
    seconds: 30,
    memoryMb: 1024,
    unpackedMb: 0,
    answerMb: 32,
  },
  readPlan: {
    lane: "office",
    module: "#workflows/plan-reading/argue-plan-file.server.ts",
    run: "arguePlanFile",
    seconds: 30,
    memoryMb: 1024,
    unpackedMb: 0,
    answerMb: 32,
  },
  readUsage: {
    lane: "office",
    module: "#workflows/indicators/read-usage-file.server.ts",
    run: "readUsageFile",
    seconds: 60,
    memoryMb: 2048,
    unpackedMb: 0,
    answerMb: 128,
  },
  readTableFile: {
    lane: "office",
    module: "#workflows/administration/read-table-file.server.ts",
    run: "readTableFile",
    seconds: 30,
    memoryMb: 1024,
    unpackedMb: 0,
    answerMb: 32,
  },
  readUnitSheet: {
    lane: "office",
    module: "#workflows/unit-sheet/read-unit-sheet-file.server.ts",
    run: "readUnitSheetFile",
    seconds: 30,
    memoryMb: 1024,
    unpackedMb: 0,
    answerMb: 32,
  },
} as const satisfies Record<string, Reading & { lane: keyof typeof LANES }>

export type ReadingName = keyof typeof READINGS
