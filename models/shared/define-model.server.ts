import mongoose from "mongoose"

/** What is read is read whole: in one answer, not the first 101 and then the others. The store bounds an answer by its bytes. */
const AT_ONCE = 10_000

/**
 * A Mongoose model under its name, the same one when the module is loaded twice (development reloads). Whoever opens the store makes
 * its collection and indexes: asked for by the model itself while the store is shut they would be given up after ten seconds.
 */
export const defineModel = <Stored>(name: string, schema: mongoose.Schema<Stored>): mongoose.Model<Stored> =>
  (mongoose.models[name] as mongoose.Model<Stored> | undefined) ??
  (mongoose.model(
    name,
    (schema as mongoose.Schema)
      .set("autoCreate", false)
      .set("autoIndex", false)
      .pre("find", function () {
        void this.batchSize(AT_ONCE)
      })
      .pre("aggregate", function () {
        void this.option({ cursor: { batchSize: AT_ONCE } })
      }),
  ) as unknown as mongoose.Model<Stored>)
