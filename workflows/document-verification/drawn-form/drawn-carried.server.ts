import { createHash } from "node:crypto"
import { PdfDict, type PdfObject, PdfStream } from "@libpdf/core"
import { contentOf } from "#workflows/pdf-file/stream-content.server.ts"
import { type DrawnFile, type DrawnRule, named, othersIn } from "./drawn-file.ts"

/** Bytes of one file inside, of the colour profile, of what the file says of itself. */
const MOST = { file: 100_000_000, profile: 100_000, metadata: 1_000_000 }

const FILE = ["Type", "Subtype", "Params", "Filter", "Length"]
const PARAMETERS = ["CreationDate", "ModDate", "CheckSum", "Size"]
/** What programs take each file for, by the ending of its name, and how it is described. */
const KINDS: Record<string, { type: string; said: RegExp }> = {
  json: {
    type: "application/json",
    said: /^Danh mục dịch vụ công trực tuyến năm \d{4}, bản máy đọc được \(JSON\)$/u,
  },
  csv: { type: "text/csv", said: /^Danh mục dịch vụ công trực tuyến năm \d{4}, dạng bảng \(CSV\)$/u },
}

const INFO = ["Producer", "Creator", "CreationDate", "Title", "Keywords"]
const MADE_BY = { Producer: "PDFKit", Creator: "Danh mục dịch vụ công trực tuyến" }
const METADATA = ["Type", "Subtype", "length", "Length"]

const INTENT = ["Type", "S", "Info", "OutputConditionIdentifier", "DestOutputProfile"]
/** SHA-256 of the profile of sRGB (IEC 61966-2-1) that every drawing carries. */
const PROFILE = "384b832de3412066743b52a75ee906b6fb9fb8d9e09e936fc2c43223815c6e0a"
const COLOURS = "sRGB IEC61966-2.1"

/** What the file carries beside its pages, and says of itself. */
export const CARRIED_RULES: readonly DrawnRule[] = [
  {
    name: "FILES_AS_TOLD",
    reason:
      "a file inside that is said to be of another kind, size or use is opened by other programs, or cut short by some, or taken for another version of the document",
    faultIn: (file) => {
      const files = file.listAt(file.pdf.getCatalog(), "AF").map(file.resolved)
      const fault = files.map((one) => faultOfFile(file, one)).find((one) => one !== null)
      return fault ?? null
    },
  },
  {
    name: "INFO_AS_DRAWN",
    reason:
      "programs show a file by its title, author and dates before they show a page, some from one list (Info) and some from the other (XMP)",
    faultIn: (file) => faultOfInfo(file),
  },
  {
    name: "COLOURS_AS_DRAWN",
    reason:
      "printers and some readers turn black into what the file's profile of colours makes of it, which may be white",
    faultIn: (file) => {
      const [intent, another] = file.listAt(file.pdf.getCatalog(), "OutputIntents").map(file.resolved)
      return another === undefined && isOwnIntent(file, intent) ? null : "hồ sơ màu khác của hệ thống"
    },
  },
]

const textAt = ({ resolved }: DrawnFile, dict: PdfDict | null, key: string): string | null => {
  const value = resolved(dict?.get(key))
  return value?.type === "string" ? value.asString() : null
}

/** What is wrong with a file inside, in Vietnamese; null when it is as it says. */
function faultOfFile(file: DrawnFile, specification: PdfObject | null): string | null {
  if (!(specification instanceof PdfDict)) return "tệp đính kèm không đọc được"
  const name = textAt(file, specification, "UF") ?? ""
  const kind = KINDS[name.split(".").at(-1) ?? ""]
  const stream = file.resolved(file.dictAt(specification, "EF")?.get("F"))
  if (!kind || !(stream instanceof PdfStream)) return `tệp đính kèm loại khác («${name}»)`
  const parameters = file.dictAt(stream, "Params")
  const others = [...othersIn(stream, FILE), ...othersIn(parameters, PARAMETERS)]
  if (others.length > 0) return `tệp đính kèm «${name}» với mục lạ (${named(others)})`
  const isOfKind =
    stream.getName("Type")?.value === "EmbeddedFile" &&
    stream.getName("Subtype")?.value === kind.type &&
    specification.getName("AFRelationship")?.value === "Data" &&
    kind.said.test(textAt(file, specification, "Desc") ?? "")
  if (!isOfKind) return `tệp đính kèm «${name}» ghi loại khác`
  const bytes = contentOf(stream, MOST.file)
  if (typeof bytes === "string") return `tệp đính kèm «${name}» không đọc được`
  const sum = file.resolved(parameters?.get("CheckSum"))
  const isWhole =
    parameters?.getNumber("Size")?.value === bytes.length &&
    sum?.type === "string" &&
    createHash("md5").update(bytes).digest().equals(sum.bytes)
  return isWhole ? null : `tệp đính kèm «${name}» ghi cỡ hoặc mã kiểm tra khác`
}

function faultOfInfo(file: DrawnFile): string | null {
  const root = file.pdf.getCatalog()
  const info = file.dictAt(file.pdf.context.info.trailer, "Info")
  const metadata = file.resolved(root.get("Metadata"))
  if (!(metadata instanceof PdfStream)) return "thuộc tính tệp không đọc được"
  const others = [...othersIn(info, INFO), ...othersIn(metadata, METADATA)]
  if (others.length > 0) return `thuộc tính tệp với mục lạ (${named(others)})`
  const content = contentOf(metadata, MOST.metadata)
  const said = typeof content === "string" ? "" : Buffer.from(content).toString("utf8")
  const [year, month, day, hour, minute, second] =
    /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/u.exec(textAt(file, info, "CreationDate") ?? "")?.slice(1) ??
    []
  const wanted: Record<string, string | null> = {
    CreatorTool: textAt(file, info, "Creator"),
    Producer: textAt(file, info, "Producer"),
    CreateDate: `${year}-${month}-${day}T${hour}:${minute}:${second}Z`,
    Keywords: textAt(file, info, "Keywords"),
    title: textAt(file, info, "Title"),
  }
  const wrong = Object.keys(wanted).filter((key) => saidIn(said, key) !== wanted[key])
  const isOurs = Object.entries(MADE_BY).every(([key, value]) => textAt(file, info, key) === value)
  if (!isOurs || year === undefined || wrong.length > 0)
    return `thuộc tính tệp ghi khác nhau, hoặc khác của hệ thống (${named(wrong)})`
  const strange = [...said.matchAll(/<([a-z]+:[A-Za-z]+)/gu)]
    .map(([, element = ""]) => element)
    .filter((element) => !METADATA_ELEMENTS.test(element))
  return strange.length > 0 ? `thuộc tính tệp với mục lạ (${named(strange)})` : null
}

/** What an element holds in the one place it stands, without the marks around it; null where it stands elsewhere too. */
const saidIn = (metadata: string, element: string): string | null => {
  const found = [...metadata.matchAll(new RegExp(`<([a-z]+:${element})>([\\s\\S]*?)</\\1>`, "gu"))]
  const inside = found[0]?.[2]?.replaceAll(/\s*<\/?rdf:(?:Alt|li)(?: xml:lang="x-default")?>\s*/gu, "")
  return found.length === 1 ? (inside ?? null) : null
}
/** Of the standards' own vocabularies: what our drawings say, and what describes PDF/UA's. */
const METADATA_ELEMENTS =
  /^(?:x:xmpmeta|rdf:(?:RDF|Description|Bag|Seq|Alt|li)|xmp:Creat(?:eDate|orTool)|dc:title|pdf:(?:Producer|Keywords)|pdf(?:ua|a)id:(?:part|conformance)|pdfaExtension:schemas|pdfa(?:Schema|Property):[a-zA-Z]+)$/u

function isOwnIntent(file: DrawnFile, intent: PdfObject | null | undefined): boolean {
  if (!(intent instanceof PdfDict) || othersIn(intent, INTENT).length > 0) return false
  const profile = file.resolved(intent.get("DestOutputProfile"))
  if (!(profile instanceof PdfStream) || othersIn(profile, ["Length", "N", "Filter"]).length > 0) return false
  const content = contentOf(profile, MOST.profile)
  return (
    intent.getName("S")?.value === "GTS_PDFA1" &&
    ["Info", "OutputConditionIdentifier"].every((key) => textAt(file, intent, key) === COLOURS) &&
    profile.getNumber("N")?.value === 3 &&
    typeof content !== "string" &&
    createHash("sha256").update(content).digest("hex") === PROFILE
  )
}
