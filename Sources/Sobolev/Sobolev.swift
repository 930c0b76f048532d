@_exported public import Atomistics
@_exported public import Datasets
@_exported public import Dynamics
@_exported public import enum HDF5.HDF5Probe
@_exported public import struct HDF5.HDF5Walk
@_exported public import Interchange
@_exported public import Landscape
@_exported public import Potentials
@_exported public import Training
@_exported public import Validation
