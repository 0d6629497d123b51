import mongoose from "mongoose"

/** A Mongoose model under its name, the same one when the module is loaded twice (development reloads). */
export const defineModel = <Stored>(name: string, schema: mongoose.Schema<Stored>): mongoose.Model<Stored> =>
  (mongoose.models[name] as mongoose.Model<Stored> | undefined) ??
  (mongoose.model(name, schema as mongoose.Schema) as unknown as mongoose.Model<Stored>)
