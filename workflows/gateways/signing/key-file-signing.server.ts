import { HttpTimestampAuthority, type PDF, type PdfDict, SignatureError, TimestampError } from "@libpdf/core"
import { dayOf, formatDay } from "#models/shared/dates.ts"
import { InvalidInputError, RuleBrokenError } from "#models/shared/errors.ts"
import { isSameName } from "#models/shared/text.ts"
import {
  openForAddition,
  resolverOf,
  setAppearance,
  sizeOf,
} from "#workflows/pdf-file/filled-fields.server.ts"
import { addSignature, showSignatureLine, unsignedField } from "./add-signature.server.ts"
import { type KeyFile, readKeyFiles } from "./key-files.server.ts"
import type { SigningService } from "./signing-service.ts"

type KeyFileOptions = {
  /** Folder of PKCS#12 files, each with its picture. */
  folder: string
  password: string
  /** RFC 3161 service; null: signatures without a timestamp (B-B). */
  timestampUrl: string | null
}

/**
 * Signs with the PKCS#12 keys the office keeps: the key whose certificate names the person, or the agency. Who has none
 * here signs with software of their own. PAdES B-T where a timestamp service is set, B-LT where revocation data is to be had
 * too, else B-B; ECDSA or RSASSA-PSS with
 * SHA-256 (TT 15/2025/TT-BKHCN).
 * @throws ConfigError for a key file that cannot be used
 */
export const keyFileSigning = async (options: KeyFileOptions): Promise<SigningService> => {
  const keys = await readKeyFiles(options.folder, options.password)
  const stamps = options.timestampUrl ? new HttpTimestampAuthority(options.timestampUrl) : undefined
  return {
    async sign(bytes, { field: name, holder, line }, at) {
      const key = keyOf(keys, holder.name, at)
      const pdf = await openForAddition(bytes)
      const field = unsignedField(pdf, name)
      if (line) await showSignatureLine(pdf, field, line)
      else showPicture(pdf, field, key)
      const signed = await addSignature(pdf, name, field, key.signer, at, stamps).catch(inWords)
      return holder.kind === "AGENCY" && stamps ? withValidationData(signed) : signed
    },
  }
}

function inWords(error: unknown): never {
  if (!(error instanceof TimestampError)) throw error
  throw new RuleBrokenError(
    "Dịch vụ cấp dấu thời gian không trả lời nên chưa ký; văn bản giữ nguyên. Hãy thử lại sau ít phút.",
  )
}

/**
 * Lays beside the signatures what it takes to check them when their authorities are gone (PAdES B-LT). Where the revocation
 * data of a certificate cannot be had today, the file stays as it was sealed: it is valid, and the seal is not put twice.
 */
async function withValidationData(sealed: Uint8Array): Promise<Uint8Array> {
  const pdf = await openForAddition(sealed)
  try {
    const { bytes, warnings } = await pdf.addValidationData()
    return warnings.length === 0 && (await holdsRevocationData(bytes)) ? bytes : sealed
  } catch (error) {
    if (error instanceof SignatureError) return sealed
    throw error
  }
}

/** The library says nothing when every list it asked for was out of reach. */
async function holdsRevocationData(bytes: Uint8Array): Promise<boolean> {
  const pdf = await openForAddition(bytes)
  const store = pdf.getCatalog().getDict("DSS", resolverOf(pdf))
  return ["CRLs", "OCSPs"].some((kind) => (store?.getArray(kind, resolverOf(pdf))?.length ?? 0) > 0)
}

function keyOf(keys: readonly KeyFile[], name: string, at: Date): KeyFile {
  const own = keys.filter((key) => isSameName(key.name, name))
  const inTime = own.find(({ validFrom, validTo }) => validFrom <= at && at <= validTo)
  if (inTime) return inTime
  const [last] = own.sort((a, b) => b.validTo.getTime() - a.validTo.getTime())
  if (last)
    throw new RuleBrokenError(
      `Chứng thư số của ${name} không có hiệu lực hôm nay (đến ${formatDay(dayOf(last.validTo))}). Hãy gia hạn rồi ký lại.`,
    )
  throw new RuleBrokenError(
    `Hệ thống không giữ khóa ký số của ${name}. Hãy ký bằng phần mềm ký số rồi gửi tệp đã ký lên.`,
  )
}

/** The picture as large as the field holds it, in its middle, its proportions kept. */
function showPicture(pdf: PDF, field: PdfDict, { picture, name }: KeyFile): void {
  const size = sizeOf(pdf, field)
  const image = embedded(pdf, picture, name)
  const scale = Math.min(size.width / image.width, size.height / image.height)
  const [width, height] = [image.width * scale, image.height * scale]
  const place = [width, 0, 0, height, (size.width - width) / 2, (size.height - height) / 2]
  const content = `q ${place.map((value) => value.toFixed(3)).join(" ")} cm /Anh Do Q`
  setAppearance(pdf, field, size, content, { XObject: { Anh: image.ref } })
}

function embedded(pdf: PDF, picture: Uint8Array, name: string) {
  try {
    return pdf.embedImage(picture)
  } catch {
    throw new InvalidInputError(`Ảnh chữ ký của ${name} không đọc được. Hãy thay bằng ảnh .png.`)
  }
}
