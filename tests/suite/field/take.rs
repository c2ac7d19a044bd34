//! Taking what was found: into patrols that are entered, into new ones, never twice, and only for those who may see it.
